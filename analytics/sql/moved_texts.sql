-- One row per text that a rehearsed taxonomy moves: its themes before and after. Most interviews first.
with asked as (
    select text_id, count(distinct interview_id) as interviews, count(*) as times
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    group by text_id
)
select text_id, wording, hidden, interviews, times, moved_text.before, moved_text.after
from moved_text join asked using (text_id) join described_text using (text_id)
order by interviews desc, times desc, text_id
limit $limit
