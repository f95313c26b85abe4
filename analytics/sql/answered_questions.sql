-- One row per period, role or group: of the questions asked, how many have a valid answer in the book, and how many
-- were answered in the interview.
-- Valid: the answer that stands for the group and the interview's role, else the one for all roles, is within its
-- review date; today, and on the day the question was asked.
with listed as (
    select
        coalesce(text_group.group_id, 0) as group_id, asked.role, asked.day, asked.answered, count(*) as questions
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    ) as asked
    left join text_group using (text_id)
    group by all
),
today as (
    select group_id, role, max(review_by) as review_by
    from standing_answer
    where $today >= since and $today < ended
    group by group_id, role
),
that_day as (
    select
        asked.group_id, asked.role, asked.day,
        max(standing.review_by) filter (standing.role <> '') as own,
        max(standing.review_by) filter (standing.role = '') as general
    from (select distinct group_id, role, day from listed) as asked
    join standing_answer as standing
        on standing.group_id = asked.group_id and standing.role in (asked.role, '')
        and asked.day >= standing.since and asked.day < standing.ended
    group by all
),
judged as (
    select
        case when $by_period then date_trunc($grain, listed.day)::date end as period,
        case when $by_role then listed.role else '' end as role,
        case when $by_group then listed.group_id else 0 end as group_id,
        listed.questions, listed.answered,
        coalesce(coalesce(own.review_by, general.review_by) >= $today, false) as valid,
        coalesce(coalesce(that_day.own, that_day.general) >= listed.day, false) as then_valid
    from listed
    left join today as own on own.group_id = listed.group_id and own.role = listed.role
    left join today as general on general.group_id = listed.group_id and general.role = ''
    left join that_day
        on that_day.group_id = listed.group_id and that_day.role = listed.role and that_day.day = listed.day
),
counted as (
    select
        period, role, group_id,
        sum(questions)::bigint as questions,
        coalesce(sum(questions) filter (valid), 0)::bigint as valid,
        coalesce(sum(questions) filter (then_valid), 0)::bigint as then_valid,
        coalesce(sum(questions) filter (answered <> ''), 0)::bigint as noted,
        coalesce(sum(questions) filter (answered = 'yes'), 0)::bigint as yes,
        coalesce(sum(questions) filter (answered = 'partly'), 0)::bigint as partly,
        coalesce(sum(questions) filter (answered = 'no'), 0)::bigint as no,
        coalesce(sum(questions) filter (answered <> '' and then_valid), 0)::bigint as then_noted,
        coalesce(sum(questions) filter (answered = 'yes' and then_valid), 0)::bigint as then_yes
    from judged
    group by all
),
held as (
    select
        case when $by_period then date_trunc($grain, stretch)::date end as period,
        case when $by_role then role else '' end as role,
        sum(interviews)::bigint as interviews
    from listed_counts(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    where subject = 'all'
    group by all
),
-- What the filters leave out is counted among what may be told at all: roles under the minimum are in neither.
everyone as (
    select
        case when $by_period then date_trunc($grain, stretch)::date end as period,
        sum(interviews)::bigint as interviews
    from listed_counts($since, $until, null, null, null, null, null, null, $minimum)
    where subject = 'all'
    group by all
),
left_out as (
    select everyone.period, any_value(everyone.interviews) - sum(held.interviews)::bigint as outside
    from held join everyone on everyone.period is not distinct from held.period
    group by everyone.period
)
select
    held.period, held.role, counted.group_id, held.interviews, left_out.outside,
    counted.questions, counted.valid, counted.then_valid, counted.noted, counted.yes, counted.partly, counted.no,
    counted.then_noted, counted.then_yes,
    counted.valid / counted.questions::double as rate,
    wilson_low(counted.valid, counted.questions) as low,
    wilson_high(counted.valid, counted.questions) as high,
    counted.then_valid / counted.questions::double as then_rate,
    wilson_low(counted.then_valid, counted.questions) as then_low,
    wilson_high(counted.then_valid, counted.questions) as then_high,
    period_after(held.period, $grain) <= $today as finished
from counted
join held on held.period is not distinct from counted.period and held.role = counted.role
join left_out on left_out.period is not distinct from held.period
order by held.period, held.interviews desc, held.role, counted.questions desc, counted.group_id
