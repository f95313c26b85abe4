-- The themes as their users shaped them, and what their decisions are made of.

-- One row per version of the taxonomy. No row: the one that ships is in force.
create table taxonomy_version (
    version integer primary key,
    content varchar not null,               -- JSON: themes, with their users' examples, and what was merged
    change varchar not null,                -- JSON: what was done to the version before, for the history
    made_at timestamp not null
);

-- One row per theme of any version that is not there as such any more: the living theme that its questions count
-- under now, null where there is none.
create table former_theme (theme varchar primary key, shown_as varchar);

-- One row per text with a wording: its place among meanings, and what the shipped examples lean it to. From these
-- every version of the taxonomy is applied without reading the wording again. It goes when the wording goes.
create table text_vector (
    text_id bigint not null,
    model varchar not null,                 -- the model that made it
    vector blob not null,                   -- one byte per dimension
    leanings blob not null,                 -- four bytes per shipped theme, then the one towards none
    likeness float not null                 -- to the nearest of the model's landmarks, 0 to 1
);

-- One row per text of the fair sample that a person judged without seeing what the model says.
create table judgement (
    text_id bigint primary key,
    themes varchar[] not null,
    predicted varchar[] not null,           -- what the model said then, best first
    judged_at timestamp not null
);
