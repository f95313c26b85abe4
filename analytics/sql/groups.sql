-- One row per group of questions that ask the same: in how many of the interviews held, and its most typical
-- wording, one in the language asked for where there is any. Most asked first.
-- Counts and wordings come from the same questions, those that may be listed, so that neither gives the other away.
with listed as (
    select text_id, count(*) as times, max(day) as last_day
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    group by text_id
),
held as (
    select coalesce(sum(interviews), 0)::bigint as interviews
    from listed_counts(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    where subject = 'all'
),
named as (
    select
        text_group.group_id, question_group.theme, count(*) as texts, sum(listed.times)::bigint as questions,
        max(listed.last_day) as last_day,
        arg_max(
            text.wording, (text.language = $language, text_group.typical + 0.05 * ln(listed.times), -text_id)
        ) as name
    from listed
    join text_group using (text_id)
    join question_group using (group_id)
    join described_text as text using (text_id)
    where $theme is null or question_group.theme = $theme
    group by text_group.group_id, question_group.theme
),
repeated as (
    select group_id, sum(questions)::bigint as questions
    from listed_repeats(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    group by group_id
),
counted as (
    select named.*, named.questions - coalesce(repeated.questions, 0) as asked
    from named left join repeated using (group_id)
)
select
    group_id, name, theme, texts, questions, asked, held.interviews,
    asked / nullif(held.interviews, 0)::double as rate,
    wilson_low(asked, held.interviews) as low,
    wilson_high(asked, held.interviews) as high,
    last_day
from counted cross join held
order by asked desc, questions desc, group_id
