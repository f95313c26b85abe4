-- One row: the first and the last day of the log, and the Monday of its last full week.
select
    min(day) as first_day, max(day) as last_day,
    (select max(date_trunc('week', stretch)::date) from cube where date_trunc('week', stretch) + interval 6 day < $today::date)
        as last_full_week
from interview
