-- One row per theme: in how many of the interviews held it was asked.
with counts as (
    from filtered_counts($since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages)
),
held as (
    select coalesce(sum(interviews), 0)::bigint as interviews from counts where subject = 'all'
),
asked as (
    select subject as theme, sum(interviews)::bigint as asked, sum(questions)::bigint as questions
    from counts
    group by subject
),
themes as (
    select unnest($themes) as theme
)
select
    theme, coalesce(asked, 0) as asked, coalesce(questions, 0) as questions, interviews,
    coalesce(asked, 0) / nullif(interviews, 0)::double as rate,
    wilson_low(coalesce(asked, 0), interviews) as low,
    wilson_high(coalesce(asked, 0), interviews) as high
from themes cross join held left join asked using (theme)
order by rate desc, theme
