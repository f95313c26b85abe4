-- What the company answers: the answer book.

-- One row per answer to a group of questions. The group may be merged into another since (view followed_group), and its
-- questions may be gone: the answer stays.
create table answer (
    answer_id varchar primary key,
    group_id bigint not null,
    archived_by varchar,                    -- null: in use
    archived_at timestamp
);

-- One row per version of an answer. Versions are only ever added, except for the approval, which comes later.
create table answer_version (
    answer_id varchar not null,
    version integer not null,               -- 1, 2, … within the answer
    roles varchar[] not null,               -- the roles it is for; empty: all roles
    french varchar not null,
    english varchar not null,
    facts varchar not null,                 -- JSON: [{"fact": …, "source": …}]
    owner varchar not null,                 -- who keeps it right: a name that a colleague typed
    review_by date,                         -- the last day it is valid once approved
    saved_by varchar not null,
    saved_at timestamp not null,
    approved_by varchar,                    -- null: a draft
    approved_at timestamp,
    primary key (answer_id, version)
);
