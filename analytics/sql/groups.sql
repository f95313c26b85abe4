-- One row per group of questions that ask the same thing: in how many of the interviews held, and its most typical
-- wording, one in the language asked for where there is any. Most asked first.
-- Counts and wordings come from the same questions, those that may be listed, so that neither gives the other away.
with listed as materialized (
    select asked.interview_id, asked.text_id, asked.day, text_group.group_id, text_group.typical
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    ) as asked
    join text_group using (text_id)
    join question_group using (group_id)
    where $theme is null or question_group.theme = $theme
),
held as (
    select coalesce(sum(interviews), 0)::bigint as interviews
    from listed_counts(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    where subject = 'all'
),
interviewed as (
    select group_id, count(*) as asked from (select distinct group_id, interview_id from listed) group by group_id
),
worded as (
    select group_id, text_id, typical, count(*) as times, max(day) as last_day
    from listed
    group by group_id, text_id, typical
),
named as (
    select
        worded.group_id, sum(worded.times)::bigint as questions, count(*) as texts, max(worded.last_day) as last_day,
        arg_max(
            text.wording, (text.language = $language, worded.typical + 0.05 * ln(worded.times), -worded.text_id)
        ) as name
    from worded join described_text as text using (text_id)
    group by worded.group_id
)
select
    named.group_id, named.name, question_group.theme, named.texts, named.questions,
    interviewed.asked, held.interviews,
    interviewed.asked / nullif(held.interviews, 0)::double as rate,
    wilson_low(interviewed.asked, held.interviews) as low,
    wilson_high(interviewed.asked, held.interviews) as high,
    named.last_day
from named join interviewed using (group_id) join question_group using (group_id) cross join held
order by interviewed.asked desc, named.questions desc, named.group_id
