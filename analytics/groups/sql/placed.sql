-- One row per text that has its place and keeps it. Registered: unplaced_text.
select text_group.text_id, text_group.group_id, themed.theme, question_group.theme as group_theme, text_aim.aim
from text_group
join question_group using (group_id)
join text_aim using (text_id)
join themed using (text_id)
anti join unplaced_text using (text_id)
order by text_group.text_id
