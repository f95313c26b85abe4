-- One row per text with a wording in the groups of changed_group.
select text_group.text_id, text_group.group_id, text_aim.aim
from text_group join text_aim using (text_id)
where text_group.group_id in (select group_id from changed_group)
order by text_group.text_id
