-- One row per week, role, stage and subject: interviews held ('all'), and those in which a theme was asked.
select
    date_trunc('week', stretch)::date as week, role, stage, subject, sum(interviews)::bigint as interviews
from filtered_counts($since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages)
where subject = 'all' or list_contains($themes, subject)
group by all
order by all
