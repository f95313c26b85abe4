-- One row per text that has its place and keeps it, in the group that new texts may join: its home, or what it was split
-- off into. Groups that people merged are still told apart here, so that what joins either is sure to ask the same.
-- Registered: unplaced_text.
with parted as (
    select unnest(text_ids) as text_id, group_id, decision_id from group_decision where action = 'split'
),
split as (
    select text_id, arg_max(group_id, decision_id) as group_id from parted group by text_id
)
select
    text_group.text_id, question_group.group_id, themed.theme, question_group.theme as group_theme, text_aim.aim
from text_group
left join split using (text_id)
join question_group on question_group.group_id = coalesce(split.group_id, text_group.home_id)
join text_aim on text_aim.text_id = text_group.text_id
join themed on themed.text_id = text_group.text_id
anti join unplaced_text on unplaced_text.text_id = text_group.text_id
order by text_group.text_id
