-- A group lies in the theme that most of its texts have now; where two have as many, it stays.
-- What people merged or split follows its own texts.
create or replace temp table followed as
with counted as (
    select text_group.group_id, themed.theme, count(*) as texts
    from text_group join themed using (text_id)
    group by text_group.group_id, themed.theme
)
select counted.group_id, arg_max(counted.theme, (counted.texts, counted.theme = question_group.theme, counted.theme)) as theme
from counted join question_group using (group_id)
group by counted.group_id;

update question_group set theme = followed.theme
from followed
where question_group.group_id = followed.group_id and question_group.theme <> followed.theme;

drop table followed;
