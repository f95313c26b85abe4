-- One row per month and side, a role or all the other roles: in how many of its interviews a theme was asked.
with summed as (
    select
        date_trunc('month', stretch)::date as period,
        case when role = $role then 'role' else 'others' end as side,
        coalesce(sum(interviews) filter (subject = 'all'), 0)::bigint as interviews,
        coalesce(sum(interviews) filter (subject = $theme), 0)::bigint as asked
    from filtered_counts($since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages)
    group by all
)
select
    period, side, asked, interviews,
    asked / nullif(interviews, 0)::double as rate,
    wilson_low(asked, interviews) as low,
    wilson_high(asked, interviews) as high
from summed
where interviews > 0
order by side desc, period
