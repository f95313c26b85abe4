-- One row per question, newest first.
select day, role, stage, wording, hidden, themes
from listed_questions(
    $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
) as asked
join described_text using (text_id)
where has_theme(themes, $theme)
order by day desc, interview_id, text_id
limit $limit
