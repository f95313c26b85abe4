-- One row per question, newest first.
with wanted as (
    select text_id, wording, hidden, themes from described_text where has_theme(themes, $theme)
),
newest as (
    select interview_id, text_id, day, role, stage
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    where text_id in (select text_id from wanted)
    order by day desc, interview_id, text_id
    limit $limit
)
select day, role, stage, wording, hidden, themes
from newest join wanted using (text_id)
order by day desc, interview_id, text_id
