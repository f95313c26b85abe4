-- One row per week: the interviews that pass the filters on attributes.
select date_trunc('week', cube.stretch) as week, sum(cube.interviews)::bigint as interviews
from cube
join filtered_segments($roles, $stages, $seniorities, $departments, $locations, $languages) using (segment_id)
where cube.subject = 'all'
group by week
order by week
