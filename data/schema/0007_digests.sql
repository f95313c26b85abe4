-- The weekly review by mail: who gets what, when, and what became of each mail.

create sequence digest_number;

-- One row per saved digest.
create table digest (
    digest_id integer primary key default nextval('digest_number'),
    name varchar not null,
    filters varchar not null,               -- JSON: attribute of an interview -> the values let through
    language varchar not null,
    recipients varchar not null,            -- JSON: a list of addresses
    weekday integer not null,               -- 1 is Monday
    hour integer not null,                  -- 0 to 23, by the clock of the machine
    wordings boolean not null,              -- whether candidates' wordings are in it
    pdf boolean not null,                   -- whether it is attached as PDF too
    enabled boolean not null,
    scheduled_at timestamp not null         -- it is due from this moment on, never for a moment before
);

-- One row per digest, week and recipient that a mail was begun for. The row is committed before the mail leaves.
create table digest_delivery (
    digest_id integer not null,
    week date not null,                     -- the Monday of the week it tells about
    recipient varchar not null,
    state varchar not null,                 -- claimed, sent, failed (tried again), refused, uncertain (may have left)
    reason varchar not null,                -- the code of what went wrong; '' where nothing did
    changed_at timestamp not null,
    primary key (digest_id, week, recipient)
);
