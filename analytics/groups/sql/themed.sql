-- The temporary view themed: one row per text with a wording, its themes, best first, and whether a person decided them.
create or replace temp view themed as
with given as (
    select text_id, list(theme order by position) as themes from text_theme group by text_id
)
select
    text_aim.text_id, coalesce(given.themes[1], 'unclassified') as theme,
    coalesce(given.themes, ['unclassified']) as themes,
    text_aim.text_id in (select text_id from decided_text) as decided
from text_aim left join given using (text_id);
