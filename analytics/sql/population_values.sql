-- One row per filter and value: the interviews of the period that pass all the other filters.
with per_segment as (
    select segment_id, sum(interviews)::bigint as interviews
    from cube
    where subject = 'all' and stretch between $since and $until
    group by segment_id
),
passes as (
    select
        named_segment.*, per_segment.interviews,
        $roles is null or list_contains($roles, role) as in_roles,
        $stages is null or list_contains($stages, stage) as in_stages,
        $seniorities is null or list_contains($seniorities, seniority) as in_seniorities,
        $departments is null or list_contains($departments, department) as in_departments,
        $locations is null or list_contains($locations, location) as in_locations,
        $languages is null or list_contains($languages, language) as in_languages
    from per_segment join named_segment using (segment_id)
)
select 'roles' as filter, role as value, in_roles as chosen, sum(interviews)::bigint as interviews
from passes where in_stages and in_seniorities and in_departments and in_locations and in_languages group by all
union all
select 'stages', stage, in_stages, sum(interviews)::bigint
from passes where in_roles and in_seniorities and in_departments and in_locations and in_languages group by all
union all
select 'seniorities', seniority, in_seniorities, sum(interviews)::bigint
from passes where in_roles and in_stages and in_departments and in_locations and in_languages group by all
union all
select 'departments', department, in_departments, sum(interviews)::bigint
from passes where in_roles and in_stages and in_seniorities and in_locations and in_languages group by all
union all
select 'locations', location, in_locations, sum(interviews)::bigint
from passes where in_roles and in_stages and in_seniorities and in_departments and in_languages group by all
union all
select 'languages', language, in_languages, sum(interviews)::bigint
from passes where in_roles and in_stages and in_seniorities and in_departments and in_locations group by all
