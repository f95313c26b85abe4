-- One row per import, newest first.
select import_id, file_name, format, imported_at, undone_at, interviews, questions, duplicates, is_demo, report
from import
order by imported_at desc, import_id
