-- One row per subject and text that it is told by, as far as the text is still there, with the decision in force.
with decided as (
    select subject_id, arg_max(state, number) as state, arg_max(week, number) as week
    from subject_decision
    group by subject_id
)
select
    subject.subject_id, subject.since, coalesce(decided.state, 'new') as state, decided.week as decided_week,
    text_vector.text_id, text_vector.vector
from subject
left join decided using (subject_id)
join subject_text using (subject_id)
join text_vector using (text_id)
order by subject.subject_id, text_vector.text_id
