-- One row per question of the population, with its interview's attributes.
select
    day as date, role, stage, seniority, department, location, asked.language,
    wording as question, hidden, themes, answered,
    format('{:016x}', interview_id) as interview, import_id
from listed_questions(
    $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
) as asked
join described_text using (text_id)
where has_theme(themes, $theme) and ($search is null or contains(search, $search))
order by date, interview, question
