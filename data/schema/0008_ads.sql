-- Job ads: what each role's ad said, from which day on, and what people decided about its passages.

-- One row per version of a role's ad. The role is as its ad was filed: it is shown as the log's roles are merged.
create table ad (
    ad_id varchar primary key,
    role varchar not null,
    published date not null,                -- the first day on which candidates could read it
    title varchar not null,                 -- '' where the ad shows none
    language varchar not null,
    content varchar not null,               -- JSON: its blocks (kind, text), masked
    content_hash varchar not null,          -- of the masked blocks: the same text is no new version
    format varchar not null,
    file_name varchar not null,             -- '' where it was pasted
    added_at timestamp not null,
    import_id varchar                       -- the import it came with and goes with: the demo log; else null
);

-- One row per passage of a version, in reading order. The heading above it is part of what it says.
create table ad_passage (
    ad_id varchar not null,
    position integer not null,
    passage_id bigint not null,             -- a hash of heading and wording: a decision on it holds in every version
    heading varchar not null,
    wording varchar not null
);

-- One row per passage that a model read: from this every taxonomy is applied without reading it again.
create table ad_reading (
    passage_id bigint primary key,
    model varchar not null,
    vector blob not null,                   -- one byte per dimension
    leanings blob not null                  -- four bytes per number: see analytics/ads/reading.py
);

-- One row per passage and theme that a person decided on.
create table ad_mark (
    passage_id bigint not null,
    theme varchar not null,
    answers boolean not null,               -- false: it does not answer the theme, whatever the rules say
    marked_at timestamp not null,
    primary key (passage_id, theme)
);
