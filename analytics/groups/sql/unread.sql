-- One row per text with a wording whose aim the named model has not read.
select text_vector.text_id, text.wording, text_vector.vector
from text_vector
join text using (text_id)
anti join (select text_id from text_aim where model = $model) as read using (text_id)
where text.wording is not null
order by text_vector.text_id
