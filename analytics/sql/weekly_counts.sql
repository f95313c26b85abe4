-- One row per subject, role, department, stage and week: what the tests of a review are made from, never shown as such.
-- A week under the minimum group is left out, so that sums of weeks never give it away.
with counts as materialized (
    select
        subject, role, department, stage, date_trunc('week', stretch)::date as week,
        sum(interviews)::bigint as interviews
    from filtered_counts($since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages)
    where subject = 'all' or list_contains($themes, subject)
    group by all
),
weeks as (
    select week from counts where subject = 'all' group by week having sum(interviews) >= $minimum
)
select subject, role, department, stage, week, interviews
from counts join weeks using (week)
order by week, role, department, stage, subject
