-- One row per week, role and stage: the interviews held, with or without a question.
select date_trunc('week', stretch)::date as week, role, stage, sum(interviews)::bigint as interviews
from filtered_counts($since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages)
where subject = 'all'
group by all
order by all
