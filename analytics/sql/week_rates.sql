-- One row per theme: the week looked at beside its reference period, the 8 full weeks before it.
-- A week under the minimum group is left out of the reference, so that sums of weeks never give it away.
with counts as materialized (
    select subject, date_trunc('week', stretch)::date as week, sum(interviews)::bigint as interviews
    from filtered_counts($since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages)
    group by all
),
weeks as (
    select week, sum(interviews)::bigint as interviews
    from counts
    where subject = 'all'
    group by week
    having week = $week or sum(interviews) >= $minimum
),
held as (
    select
        coalesce(sum(interviews) filter (week = $week), 0)::bigint as interviews,
        coalesce(sum(interviews) filter (week < $week), 0)::bigint as reference_interviews,
        count(*) filter (week < $week) as reference_weeks
    from weeks
),
asked as (
    select
        subject as theme,
        coalesce(sum(counts.interviews) filter (week = $week), 0)::bigint as asked,
        coalesce(sum(counts.interviews) filter (week < $week), 0)::bigint as reference_asked
    from counts join weeks using (week)
    group by subject
),
themes as (
    select unnest($themes) as theme
)
select
    theme, coalesce(asked, 0) as asked, interviews,
    coalesce(asked, 0) / nullif(interviews, 0)::double as rate,
    wilson_low(coalesce(asked, 0), interviews) as low,
    wilson_high(coalesce(asked, 0), interviews) as high,
    coalesce(reference_asked, 0) as reference_asked, reference_interviews, reference_weeks,
    coalesce(reference_asked, 0) / nullif(reference_interviews, 0)::double as reference_rate
from themes cross join held left join asked using (theme)
order by rate desc, theme
