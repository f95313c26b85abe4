-- One row per text that waits for a decision: unclassified or doubtful. Those that would move most interviews first.
with asked as (
    select text_id, count(distinct interview_id) as interviews, count(*) as times, max(day) as last_day
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    group by text_id
)
select text_id, wording, hidden, language, interviews, times, last_day, themes, score, corrected
from asked join described_text using (text_id)
where not corrected and not hidden and wording is not null and (len(themes) = 0 or score < $doubtful)
order by interviews desc, times desc, score nulls first, text_id
