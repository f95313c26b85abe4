-- One row: how many rows of the cube differ from those counted before.
select count(*)
from (
    (select * from cube except all select * from counted)
    union all
    (select * from counted except all select * from cube)
)
