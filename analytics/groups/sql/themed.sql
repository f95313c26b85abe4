-- Registered as the temporary view themed: one row per text with a wording, its themes, best first, and the main one.
create or replace temp view themed as
with given as (
    select text_id, list(theme order by position) as themes from text_theme group by text_id
)
select
    text_vector.text_id, coalesce(given.themes[1], 'unclassified') as theme,
    coalesce(given.themes, ['unclassified']) as themes
from text_vector left join given using (text_id);
