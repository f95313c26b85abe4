-- One row per stretch, segment and subject, for the stretches in changed_stretch.
-- Plain SQL on purpose: another engine can run it.
insert into cube
with held as (
    select stretch_of(day) as stretch, segment_id, count(*) as interviews
    from interview
    where stretch_of(day) in (select stretch from changed_stretch)
    group by stretch_of(day), segment_id
),
asked as (
    select stretch_of(day) as stretch, segment_id, interview_id, text_id
    from question
    where stretch_of(day) in (select stretch from changed_stretch)
),
asking as (
    select stretch, segment_id, count(distinct interview_id) as interviews, count(*) as questions
    from asked
    group by stretch, segment_id
),
subjects as (
    select
        asked.stretch, asked.segment_id, coalesce(text_theme.theme, 'unclassified') as subject,
        count(distinct asked.interview_id) as interviews, count(*) as questions
    from asked left join text_theme on text_theme.text_id = asked.text_id
    group by asked.stretch, asked.segment_id, coalesce(text_theme.theme, 'unclassified')
)
select
    held.stretch, held.segment_id, 'all' as subject, held.interviews, coalesce(asking.questions, 0) as questions
from held left join asking on asking.stretch = held.stretch and asking.segment_id = held.segment_id
union all
select stretch, segment_id, 'asking', interviews, questions from asking
union all
select stretch, segment_id, subject, interviews, questions from subjects
order by 1, 2, 3;

delete from group_repeat where stretch in (select stretch from changed_stretch);

insert into group_repeat
select
    stretch_of(question.day), question.segment_id, text_group.group_id,
    count(*) - count(distinct question.interview_id) as questions
from question join text_group using (text_id)
where stretch_of(question.day) in (select stretch from changed_stretch)
group by all
having count(*) > count(distinct question.interview_id)
order by all;
