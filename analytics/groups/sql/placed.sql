-- One row per text that has its place, in the groups of the themes of unplaced_text.
select text_group.text_id, text_group.group_id, question_group.theme, text_vector.vector, text.wording
from text_group
join question_group using (group_id)
join text_vector using (text_id)
join text using (text_id)
where question_group.theme in (select theme from unplaced_text)
    and text_group.text_id not in (select text_id from unplaced_text)
order by text_group.text_id
