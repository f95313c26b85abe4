-- Put the texts of found_home (text_id, home_id, theme) in their groups, and note the themes that others have now.
-- Groups that nothing is in any more go, unless people decided on them.
insert into question_group
select home_id, arg_max(theme, (texts, theme))
from (select home_id, theme, count(*) as texts from found_home group by home_id, theme)
where home_id not in (select group_id from question_group)
group by home_id;

insert or replace into text_group
select text_id, home_id, home_id, theme, -1 from found_home order by text_id;

update text_group set theme = themed.theme
from themed
where text_group.text_id = themed.text_id and text_group.theme <> themed.theme;

delete from question_group
where group_id not in (select home_id from text_group)
    and group_id not in (select group_id from text_group)
    and group_id not in (select group_id from group_decision);
