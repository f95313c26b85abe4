-- One row per whole, period, role or group (told_by): of the questions asked, how many have a valid answer in the book,
-- and how many were answered in the interview. All four in one pass over the questions.
-- Valid: the answer that stands for the group and the interview's role, else the one for all roles, is within its
-- review date; today, and on the day the question was asked.
with asked_role as (
    select distinct role
    from listed_segments(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
),
-- An answer for all roles stands for each of them.
standing as (
    select answered.group_id, asked_role.role, answered.role <> '' as own, review_by, since, ended
    from standing_answer as answered join asked_role on answered.role = '' or answered.role = asked_role.role
),
turning_point as (
    select distinct group_id, role, unnest([since, ended, review_by + 1]) as day from standing
),
between_two as (
    select group_id, role, day as since, lead(day, 1, 'infinity') over (partition by group_id, role order by day) as ended
    from turning_point
    where day is not null
),
-- The days over which a group's question of a role had a valid answer: no two of them overlap.
answered as (
    select group_id, role, between_two.since, between_two.ended
    from between_two join standing using (group_id, role)
    where between_two.since >= standing.since and between_two.since < standing.ended
    group by all
    having coalesce(max(review_by) filter (own), max(review_by) filter (not own)) >= between_two.since
),
today as (
    select group_id, role from answered where $today >= since and $today < ended
),
judged as (
    select
        coalesce(text_group.group_id, 0) as group_id, asked.role, date_trunc($grain, asked.day)::date as period,
        count(*) as questions,
        count(answered.since) as then_valid,
        count(*) filter (asked.answered <> '') as noted,
        count(*) filter (asked.answered = 'yes') as yes,
        count(*) filter (asked.answered = 'partly') as partly,
        count(*) filter (asked.answered = 'no') as no,
        count(answered.since) filter (asked.answered <> '') as then_noted,
        count(answered.since) filter (asked.answered = 'yes') as then_yes
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    ) as asked
    left join text_group using (text_id)
    left join answered
        on answered.group_id = text_group.group_id and answered.role = asked.role
        and asked.day >= answered.since and asked.day < answered.ended
    group by all
),
counted as (
    select
        case
            when grouping(period) = 0 then 'period' when grouping(role) = 0 then 'role'
            when grouping(group_id) = 0 then 'group_id' else 'whole'
        end as told_by,
        period, role, group_id,
        coalesce(sum(questions), 0)::bigint as questions,
        coalesce(sum(questions) filter (today.role is not null), 0)::bigint as valid,
        coalesce(sum(then_valid), 0)::bigint as then_valid,
        coalesce(sum(noted), 0)::bigint as noted,
        coalesce(sum(yes), 0)::bigint as yes,
        coalesce(sum(partly), 0)::bigint as partly,
        coalesce(sum(no), 0)::bigint as no,
        coalesce(sum(then_noted), 0)::bigint as then_noted,
        coalesce(sum(then_yes), 0)::bigint as then_yes
    from judged left join today using (group_id, role)
    group by grouping sets ((), (period), (role), (group_id))
),
held as (
    select date_trunc($grain, stretch)::date as period, role, sum(interviews)::bigint as interviews
    from listed_counts(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    where subject = 'all'
    group by grouping sets ((), (1), (2))
),
left_out as (
    from listed_left_out(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum, $grain
    )
    union all
    from listed_left_out(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum, null
    )
)
select
    counted.told_by, counted.period, counted.role, counted.group_id, coalesce(held.interviews, 0) as interviews,
    left_out.outside,
    counted.questions, counted.valid, counted.then_valid, counted.noted, counted.yes, counted.partly, counted.no,
    counted.then_noted, counted.then_yes,
    counted.valid / nullif(counted.questions, 0)::double as rate,
    wilson_low(counted.valid, counted.questions) as low,
    wilson_high(counted.valid, counted.questions) as high,
    counted.then_valid / nullif(counted.questions, 0)::double as then_rate,
    wilson_low(counted.then_valid, counted.questions) as then_low,
    wilson_high(counted.then_valid, counted.questions) as then_high,
    period_after(counted.period, $grain) <= $today as finished
from counted
left join held on held.period is not distinct from counted.period and held.role is not distinct from counted.role
left join left_out on left_out.period is not distinct from counted.period
order by counted.period, held.interviews desc, counted.role, counted.questions desc, counted.group_id
