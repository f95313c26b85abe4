-- One row per import in force: the days it covers, to mark on a trend what changed the picture.
select import_id, file_name, imported_at, min(day) as first_day, max(day) as last_day, count(*) as interviews
from interview join import using (import_id)
group by import_id, file_name, imported_at
order by first_day
