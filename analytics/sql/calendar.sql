-- One row: the first and the last day of the log, and the Monday of its last full week.
select
    min(day) as first_day, max(day) as last_day,
    max(date_trunc('week', day)::date) filter (date_trunc('week', day) + interval 6 day < $today::date) as last_full_week
from cube
where subject = 'all'
