-- One row per period or value of an attribute: in how many of its interviews a group of questions was asked.
with summed as (
    select
        case when $by_period then date_trunc($grain, stretch)::date end as period,
        case when $by_role then role else '' end as role,
        case when $by_stage then stage else '' end as stage,
        sum(interviews)::bigint as interviews
    from listed_counts(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    where subject = 'all'
    group by all
),
counted as (
    select
        case when $by_period then date_trunc($grain, day)::date end as period,
        case when $by_role then role else '' end as role,
        case when $by_stage then stage else '' end as stage,
        count(distinct interview_id) as asked, count(*) as questions
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    ) as listed
    join text_group using (text_id)
    where text_group.group_id = $group_id
    group by all
)
select
    summed.period, summed.role, summed.stage,
    coalesce(counted.asked, 0) as asked, coalesce(counted.questions, 0) as questions, summed.interviews,
    coalesce(counted.asked, 0) / summed.interviews::double as rate,
    wilson_low(coalesce(counted.asked, 0), summed.interviews) as low,
    wilson_high(coalesce(counted.asked, 0), summed.interviews) as high,
    left_out.outside,
    period_after(summed.period, $grain) <= $today as finished
from summed
join listed_left_out(
    $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum, case when $by_period then $grain end
) as left_out on left_out.period is not distinct from summed.period
left join counted
    on counted.period is not distinct from summed.period
    and counted.role = summed.role and counted.stage = summed.stage
order by summed.period, summed.interviews desc, summed.role, summed.stage
