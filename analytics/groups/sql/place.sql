-- Put the texts of found_home (text_id, home_id, theme) in their groups; groups without any text that nobody decided
-- on go.
insert into question_group
select distinct home_id, theme from found_home where home_id not in (select group_id from question_group);

insert or replace into text_group
select text_id, home_id, home_id, -1 from found_home order by text_id;

delete from question_group
where group_id not in (select home_id from text_group)
    and group_id not in (select group_id from text_group)
    and group_id not in (select group_id from group_decision);
