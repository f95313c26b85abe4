-- One row per role, stage and group of questions asked there: in how many of the interviews held. A cell in which
-- nothing was asked has one row without a group.
with held as (
    select role, stage, sum(interviews)::bigint as interviews
    from listed_counts(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    where subject = 'all'
    group by role, stage
),
-- Questions less those beyond the first of the group in their interview are the interviews that asked the group.
repeated as (
    select role, stage, group_id, sum(questions)::bigint as questions
    from listed_repeats(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    group by all
),
counted as (
    select role, stage, text_group.group_id, count(*) as questions
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    join text_group using (text_id)
    group by all
),
asked as (
    select role, stage, group_id, theme, counted.questions - coalesce(repeated.questions, 0) as asked
    from counted join question_group using (group_id) left join repeated using (role, stage, group_id)
)
select held.role, held.stage, held.interviews, asked.group_id, asked.theme, coalesce(asked.asked, 0) as asked
from held left join asked using (role, stage)
order by held.interviews desc, held.role, held.stage, asked.asked desc, asked.group_id
