-- One row per text that is hidden or was released: what a reviewer decides on. Hidden ones first, most frequent first.
with asked as (
    select text_id, count(*) as times, max(day) as last_day
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    group by text_id
)
select text_id, wording, released, times, last_day, themes
from asked join withheld_text using (text_id)
order by released, times desc, last_day desc, text_id
limit $limit
