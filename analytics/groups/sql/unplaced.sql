-- One row per text to place: new, or alone in its group's theme no more. What a person decided stays.
select themed.text_id, themed.theme, text_vector.vector, text.wording
from themed
join text_vector using (text_id)
join text using (text_id)
left join text_group using (text_id)
left join question_group using (group_id)
where text_group.text_id is null
    or (text_group.home_id = text_group.group_id and not list_contains(themed.themes, question_group.theme))
order by themed.text_id
