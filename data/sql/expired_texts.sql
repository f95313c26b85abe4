-- One row per text whose wording was last asked before the variable cutoff.
create or replace temp table expired_text as
select text_id
from text join question using (text_id)
where text.wording is not null
group by text_id
having max(question.day) < getvariable('cutoff')::date;

update text set wording = null, search = null where text_id in (select text_id from expired_text);
delete from text_vector where text_id in (select text_id from expired_text);
delete from text_aim where text_id in (select text_id from expired_text);
