-- One row per theme and group: in how many of the group's interviews the theme was asked.
-- A group is one combination of the attributes and the period asked for; the others are ''.
with summed as materialized (
    select
        subject, sum(interviews)::bigint as n,
        case when $by_period then date_trunc($grain, stretch)::date end as period,
        case when $by_role then role else '' end as role,
        case when $by_stage then stage else '' end as stage,
        case when $by_seniority then seniority else '' end as seniority,
        case when $by_department then department else '' end as department,
        case when $by_location then location else '' end as location,
        case when $by_language then language else '' end as language
    from filtered_counts($since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages)
    group by all
),
held as (
    select * exclude (subject, n), n as interviews from summed where subject = 'all'
),
everyone as (
    select
        case when $by_period then date_trunc($grain, stretch)::date end as period,
        sum(interviews)::bigint as interviews
    from cube
    where subject = 'all' and stretch between $since and $until
    group by all
),
left_out as (
    select everyone.period, any_value(everyone.interviews) - sum(held.interviews)::bigint as outside
    from held join everyone on everyone.period is not distinct from held.period
    group by everyone.period
),
themes as (
    select unnest($themes) as theme
)
select
    themes.theme, held.period, held.role, held.stage, held.seniority, held.department, held.location, held.language,
    coalesce(asked.n, 0) as asked, held.interviews,
    coalesce(asked.n, 0) / held.interviews::double as rate,
    wilson_low(coalesce(asked.n, 0), held.interviews) as low,
    wilson_high(coalesce(asked.n, 0), held.interviews) as high,
    left_out.outside
from held
cross join themes
join left_out on left_out.period is not distinct from held.period
left join summed as asked
    on asked.subject = themes.theme and asked.period is not distinct from held.period
    and asked.role = held.role and asked.stage = held.stage and asked.seniority = held.seniority
    and asked.department = held.department and asked.location = held.location and asked.language = held.language
order by held.period, held.role, held.stage, held.seniority, held.department, held.location, held.language, themes.theme
