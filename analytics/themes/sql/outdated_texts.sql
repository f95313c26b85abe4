-- One row: how many texts with a wording the named model has not read.
select count(*)
from text anti join (select text_id from text_vector where model = $model) as current using (text_id)
where text.wording is not null
