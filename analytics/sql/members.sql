-- One row per text of a group: how often it was asked. Most typical first.
with asked as (
    select text_id, count(*) as times, max(day) as last_day
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    group by text_id
)
select
    text_id, wording, hidden, language, times, last_day, themes, score, corrected, typical,
    text_group.group_id <> text_group.home_id as decided
from asked join text_group using (text_id) join described_text using (text_id)
where text_group.group_id = $group_id
order by typical desc, times desc, text_id
