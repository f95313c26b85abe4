-- One row per text that a person decided on and whose wording is still there: what the model learns from it.
with given as (
    select text_id, list(theme order by position) as themes from decided_theme group by text_id
)
select text_vector.text_id, text_vector.vector, text_vector.leanings, coalesce(given.themes, []) as themes
from text_vector semi join decided_text using (text_id) left join given using (text_id)
order by text_vector.text_id
