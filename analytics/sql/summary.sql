-- One row: the size of the population.
with counts as (
    from filtered_counts($since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages)
)
select
    coalesce(sum(interviews) filter (subject = 'all'), 0)::bigint as interviews,
    coalesce(sum(questions) filter (subject = 'all'), 0)::bigint as questions,
    coalesce(sum(interviews) filter (subject = 'all'), 0)::bigint
        - coalesce(sum(interviews) filter (subject = 'asking'), 0)::bigint as silent,
    coalesce(sum(questions) filter (subject = 'all'), 0)::bigint
        - coalesce(sum(questions) filter (subject = 'unclassified'), 0)::bigint as classified,
    (select max(imported_at) from import where undone_at is null) as newest_import
from counts
