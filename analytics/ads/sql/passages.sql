-- One row per passage of one version of an ad, in reading order, with what a model made of it where one read it.
select position, passage_id, heading, wording, model, vector, leanings
from ad_passage left join ad_reading using (passage_id)
where ad_id = $ad_id
order by position
