-- One row per role and theme: the role's asked rate beside that of all the other roles together.
with summed as materialized (
    select role, subject, sum(interviews)::bigint as n
    from filtered_counts($since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages)
    group by role, subject
),
held as (
    select role, n as interviews, sum(n) over ()::bigint - n as others_interviews from summed where subject = 'all'
),
everyone as (
    select subject as theme, sum(n)::bigint as asked from summed group by subject
),
themes as (
    select unnest($themes) as theme
)
select
    held.role, themes.theme,
    coalesce(own.n, 0) as asked, held.interviews,
    coalesce(own.n, 0) / held.interviews::double as rate,
    wilson_low(coalesce(own.n, 0), held.interviews) as low,
    wilson_high(coalesce(own.n, 0), held.interviews) as high,
    coalesce(everyone.asked, 0) - coalesce(own.n, 0) as others_asked,
    held.others_interviews, held.others_interviews as outside,
    (coalesce(everyone.asked, 0) - coalesce(own.n, 0)) / nullif(held.others_interviews, 0)::double as others_rate,
    rate - others_rate as difference
from held
cross join themes
left join summed as own on own.role = held.role and own.subject = themes.theme
left join everyone on everyone.theme = themes.theme
order by held.interviews desc, held.role, themes.theme
