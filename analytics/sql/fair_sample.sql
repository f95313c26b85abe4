-- One row per text to judge next, in an order that is random and always the same: nobody chooses what is judged.
with asked as (
    select text_id
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    )
    group by text_id
)
select text_id, wording, language
from asked join described_text using (text_id)
where not corrected and not hidden and wording is not null
    and text_id not in (select text_id from judgement)
order by md5(text_id::varchar), text_id
limit $limit
