-- Wordings that ask the same thing.

-- One row per group. The id comes from the text that founded it, so that the same log gives the same groups; it stays
-- when that text goes.
create table question_group (
    group_id bigint primary key,
    theme varchar not null                  -- the one it lies in; 'unclassified' for none
);

-- One row per text with a wording: what it is after. It goes when the wording goes.
create table text_aim (
    text_id bigint not null,
    model varchar not null,                 -- what made it
    aim blob not null                       -- one byte per dimension
);

-- One row per text that was ever placed. Like a correction it outlives an undo: a text that comes back goes back to
-- its group, and what people tied to the group finds it again.
create table text_group (
    text_id bigint primary key,
    home_id bigint not null,                -- the group that likeness put it in
    group_id bigint not null,               -- the group it is shown in: its home, or what people decided
    theme varchar not null,                 -- its main theme when it was placed: placed anew when that changes
    typical float not null                  -- how near it is to the other texts of that group, 0 to 1
);

-- One row per decision of a person on groups, applied in this order.
create table group_decision (
    decision_id integer primary key,
    action varchar not null,                -- 'merge' or 'split'
    group_id bigint not null,               -- the group that was merged away, or the one split off
    other_id bigint not null,               -- the group that it went into, or came out of
    text_ids bigint[] not null,             -- the texts split off
    decided_at timestamp not null
);

-- One row per stretch, segment and group: questions of the group beyond the first in their interview. Questions less
-- these are the interviews that asked the group: counted once here, not on every screen.
create table group_repeat (
    stretch date not null,
    segment_id integer not null,
    group_id bigint not null,
    questions bigint not null
);
