-- Registered: split_text (text_id, group_id) and merged_group (group_id, into_id).
-- Leaves changed_group: the groups that won or lost a text, or hold one that was not measured.
create or replace temp table decided_group as
select
    text_group.text_id, text_group.group_id as before,
    coalesce(merged_group.into_id, split_text.group_id, text_group.home_id) as after
from text_group
left join split_text using (text_id)
left join merged_group on merged_group.group_id = coalesce(split_text.group_id, text_group.home_id);

create or replace temp table changed_group as
select before as group_id from decided_group where before <> after
union
select after from decided_group where before <> after
union
select decided_group.after from decided_group join text_group using (text_id) where text_group.typical < 0;

update text_group set group_id = decided_group.after
from decided_group
where text_group.text_id = decided_group.text_id and before <> after;

delete from group_repeat where group_id in (select group_id from changed_group);

insert into group_repeat
select
    stretch_of(question.day), question.segment_id, text_group.group_id,
    count(*) - count(distinct question.interview_id) as questions
from question join text_group using (text_id)
where text_group.group_id in (select group_id from changed_group)
group by all
having count(*) > count(distinct question.interview_id)
order by all;

drop table decided_group;
