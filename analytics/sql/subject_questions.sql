-- One row per question whose wording may be listed and read: its interview and text, its week, role and stage.
select
    listed.interview_id, listed.text_id, date_trunc('week', listed.day)::date as week, listed.role, listed.stage
from listed_questions(
    $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
) as listed
join described_text using (text_id)
join text_vector using (text_id)
where not described_text.hidden and described_text.wording is not null
order by listed.interview_id, listed.text_id
