-- One row per period: questions asked, those whose text carries a theme, and the interviews they were asked in.
with summed as (
    select date_trunc($grain, stretch)::date as period, subject, sum(interviews)::bigint as n, sum(questions)::bigint as m
    from filtered_counts($since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages)
    group by all
),
counted as (
    select
        period,
        coalesce(sum(n) filter (subject = 'all'), 0)::bigint as interviews,
        coalesce(sum(m) filter (subject = 'all'), 0)::bigint as questions,
        coalesce(sum(m) filter (subject = 'unclassified'), 0)::bigint as unclassified
    from summed
    group by period
)
select
    period, interviews, questions, questions - unclassified as asked,
    (questions - unclassified) / nullif(questions, 0)::double as rate,
    wilson_low(questions - unclassified, questions) as low, wilson_high(questions - unclassified, questions) as high
from counted
order by period
