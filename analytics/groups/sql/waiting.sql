-- One row: how many texts with a wording the named model has not read, or have no group.
select count(*)
from text
left join (select text_id from text_aim where model = $model) as read using (text_id)
left join text_group using (text_id)
where text.wording is not null and (read.text_id is null or text_group.text_id is null)
