-- One row per filter and value that the log holds.
with sized as (
    select segment_id, sum(interviews)::bigint as interviews from cube where subject = 'all' group by segment_id
),
valued as (
    unpivot (
        select
            role as roles, stage as stages, seniority as seniorities, department as departments,
            location as locations, language as languages, interviews
        from sized join named_segment using (segment_id)
    )
    on roles, stages, seniorities, departments, locations, languages
    into name filter value value
)
select filter, value, sum(interviews)::bigint as interviews
from valued
group by filter, value
having sum(interviews) >= $minimum
order by filter, interviews desc, value
