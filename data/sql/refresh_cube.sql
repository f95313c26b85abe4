-- One row per day, segment and subject, for the days in changed_day. Plain SQL on purpose: another engine can run it.
insert into cube
with days as (select day from changed_day),
held as (
    select interview.day, interview.segment_id, count(*) as interviews
    from interview join days on days.day = interview.day
    group by interview.day, interview.segment_id
),
asked as (
    select question.day, question.segment_id, question.interview_id, question.text_id
    from question join days on days.day = question.day
),
asked_in as (
    select day, segment_id, count(distinct interview_id) as interviews, count(*) as questions
    from asked
    group by day, segment_id
),
subjects as (
    select
        asked.day, asked.segment_id, coalesce(text_theme.theme, 'unclassified') as subject,
        count(distinct asked.interview_id) as interviews, count(*) as questions
    from asked left join text_theme on text_theme.text_id = asked.text_id
    group by asked.day, asked.segment_id, coalesce(text_theme.theme, 'unclassified')
)
select held.day, held.segment_id, 'all' as subject, held.interviews, coalesce(asked_in.questions, 0) as questions
from held left join asked_in on asked_in.day = held.day and asked_in.segment_id = held.segment_id
union all
select day, segment_id, 'asking', interviews, questions from asked_in
union all
select day, segment_id, subject, interviews, questions from subjects
order by 1, 2, 3;
