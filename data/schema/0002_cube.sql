-- One row per stretch, segment and subject: in how many interviews, and how many questions.
-- A stretch is the days that share an ISO week and a month, named by its first day: weeks, months and quarters are
-- made of whole stretches. An interview has one day and one segment, so the counts add up over any grouping.
-- Subjects are the themes' ids and three words of our own:
--   'all'          every interview held, every question asked
--   'asking'       interviews with a question, and those questions
--   'unclassified' interviews with a question that carries no theme, and those questions
create table cube (
    stretch date not null,
    segment_id integer not null,
    subject varchar not null,
    interviews bigint not null,
    questions bigint not null
);
