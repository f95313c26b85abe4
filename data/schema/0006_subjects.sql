-- New subjects: what was met once is known again, and keeps what was decided about it.

-- One row per subject that a review met. It is told again by its texts, of which nothing but the ids is kept: no name,
-- no wording, no vector. A text's id is a hash of its wording, so a subject outlives an undo, as a correction does.
create table subject (
    subject_id varchar primary key,
    since date not null                     -- Monday of the week from which it was asked, when it was first met
);

-- One row per subject and text that it is told by.
create table subject_text (subject_id varchar not null, text_id bigint not null);

-- One row per decision on a subject; the last one is in force, and taking it back leaves the one before.
create table subject_decision (
    subject_id varchar not null,
    number integer not null,                -- 1, 2, … over all subjects
    state varchar not null,                 -- watched, dismissed or accepted
    week date not null,                     -- Monday of the week that was looked at
    decided_at timestamp not null
);
