-- One row per theme: in how many of the interviews held it was asked.
with summed as materialized (
    select subject, sum(interviews)::bigint as interviews, sum(questions)::bigint as questions
    from filtered_counts($since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages)
    group by subject
),
held as (
    select coalesce(sum(interviews), 0)::bigint as interviews from summed where subject = 'all'
),
themes as (
    select unnest($themes) as theme
)
select
    themes.theme, coalesce(asked.interviews, 0) as asked, coalesce(asked.questions, 0) as questions, held.interviews,
    coalesce(asked.interviews, 0) / nullif(held.interviews, 0)::double as rate,
    wilson_low(coalesce(asked.interviews, 0), held.interviews) as low,
    wilson_high(coalesce(asked.interviews, 0), held.interviews) as high
from themes cross join held left join summed as asked on asked.subject = themes.theme
order by rate desc, themes.theme
