-- One row per text: how often it was asked, its themes and how sure they are. Most frequent first.
with asked as (
    select text_id, count(*) as times, max(day) as last_day
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    group by text_id
)
select text_id, wording, hidden, language, times, last_day, themes, score, corrected
from asked join described_text using (text_id)
where has_theme(themes, $theme) and ($search is null or contains(search, $search))
order by times desc, last_day desc, text_id
limit $limit
