-- One row per note that a person left on a day, to explain what happened to what candidates ask.
create table event (
    event_id varchar primary key,
    day date not null,
    words varchar not null,                 -- plain text from people: escaped wherever it is shown
    theme varchar not null,                 -- '' = all themes
    role varchar not null,                  -- '' = all roles
    noted_at timestamp not null
);
