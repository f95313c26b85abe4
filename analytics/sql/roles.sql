-- One row per role spelling: the role it is shown under, and its interviews.
select
    segment.role, coalesce(any_value(role_merge.merged_into), segment.role) as shown_as,
    sum(sized.interviews)::bigint as interviews
from segment
join (select segment_id, sum(interviews) as interviews from cube where subject = 'all' group by segment_id) as sized
    using (segment_id)
left join role_merge using (role)
group by segment.role
order by interviews desc, segment.role
