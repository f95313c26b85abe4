-- The facts: imports, interviews, questions, texts and what was decided about them.

-- One row per import. An undone import keeps its row, without its rows of facts.
create table import (
    import_id varchar primary key,
    content_hash varchar not null,          -- of the bytes and the mapping: the same file sent twice is known
    file_name varchar not null,
    format varchar not null,
    imported_at timestamp not null,
    undone_at timestamp,
    interviews bigint not null,             -- new interviews it brought
    questions bigint not null,              -- new questions it brought
    duplicates bigint not null,             -- questions that earlier imports had brought already
    named_interviews boolean not null,      -- false: the log names no interview, each row is its own
    is_demo boolean not null,
    report varchar not null                 -- JSON: columns read and not read, warnings, what was masked
);

-- One row per row of a file that could not be read. The detail is masked like a wording.
create table rejected_row (
    import_id varchar not null,
    sheet varchar not null,
    row_number bigint not null,
    reason varchar not null,
    detail varchar not null
);

-- One row per combination of the attributes that an interview has. Values as first spelled; '' = not said.
create table segment (
    segment_id integer primary key,
    role varchar not null,
    stage varchar not null,
    seniority varchar not null,
    department varchar not null,
    location varchar not null,
    language varchar not null
);

-- One row per interview. The id is a keyed hash: no candidate can be read from it.
create table interview (
    interview_id bigint not null,
    day date not null,
    segment_id integer not null,
    interviewer varchar not null,           -- the interviewer's function, never a name
    import_id varchar not null
);

-- One row per distinct wording. The id is a hash of the normalised wording, so a correction outlives an undo.
create table text (
    text_id bigint not null,
    wording varchar,                        -- masked; null once retention has deleted it
    search varchar,                         -- wording in lower case without accents
    language varchar not null,
    hidden boolean not null                 -- reveals what GDPR art. 9 protects: keeps its themes, is not shown
);

-- One row per text asked in an interview. Day and segment are its interview's, repeated so that wordings are
-- found without a join.
create table question (
    interview_id bigint not null,
    text_id bigint not null,
    day date not null,
    segment_id integer not null,
    answered varchar not null,              -- yes, partly, no or '' (not said)
    import_id varchar not null
);

-- One row per interview that a later import holds too, so that undoing the first one keeps it.
create table also_interview (interview_id bigint not null, import_id varchar not null);

-- One row per question that a later import holds too.
create table also_question (interview_id bigint not null, text_id bigint not null, import_id varchar not null);

-- One row per theme that the model found in a text, best first.
create table label (text_id bigint not null, theme varchar not null, score float not null, position tinyint not null);

-- One row per text that a person decided on. An empty list says: none of the themes.
create table correction (text_id bigint primary key, themes varchar[] not null, corrected_at timestamp not null);

-- One row per role spelling that a person put under another role.
create table role_merge (role varchar primary key, merged_into varchar not null, merged_at timestamp not null);

-- One row per shape of file (its columns) whose mapping a person confirmed.
create table remembered_mapping (shape varchar primary key, mapping varchar not null, used_at timestamp not null);

-- One row per name: what the store remembers of itself (taxonomy and model the labels come from).
create table fact_sheet (name varchar primary key, value varchar not null);
