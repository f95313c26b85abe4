-- One row per text whose wording may be listed and read: what it says, its main theme, and what the model made of it.
with asked as (
    select distinct text_id
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
)
select
    text_id, wording, search, language, coalesce(themes[1], '') as theme, coalesce(score, 0) as score, vector,
    leanings, aim
from asked
join described_text using (text_id)
join text_vector using (text_id)
join text_aim using (text_id)
where not hidden and wording is not null
order by text_id
