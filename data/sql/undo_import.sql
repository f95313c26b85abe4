-- Take the import in the variable import_id out again. What a later import holds too passes to the
-- earliest of those; the rest goes, with the texts and attribute values that nothing uses any more, and the job ads that came
-- with it.

delete from also_interview where import_id = getvariable('import_id');
delete from also_question where import_id = getvariable('import_id');

create temp table interview_heir as
select interview_id, arg_min(import_id, imported_at) as import_id
from also_interview join import using (import_id)
group by interview_id;

create temp table question_heir as
select interview_id, text_id, arg_min(import_id, imported_at) as import_id
from also_question join import using (import_id)
group by interview_id, text_id;

update interview set import_id = interview_heir.import_id
from interview_heir
where interview.import_id = getvariable('import_id') and interview.interview_id = interview_heir.interview_id;

update question set import_id = question_heir.import_id
from question_heir
where question.import_id = getvariable('import_id')
    and question.interview_id = question_heir.interview_id and question.text_id = question_heir.text_id;

delete from also_interview using interview
where also_interview.interview_id = interview.interview_id and also_interview.import_id = interview.import_id;

delete from also_question using question
where also_question.interview_id = question.interview_id and also_question.text_id = question.text_id
    and also_question.import_id = question.import_id;

delete from interview where import_id = getvariable('import_id');
delete from question where import_id = getvariable('import_id');
delete from text where text_id not in (select text_id from question);
delete from text_vector where text_id not in (select text_id from text);
delete from text_aim where text_id not in (select text_id from text);
delete from label where text_id not in (select text_id from text);
delete from segment where segment_id not in (select segment_id from interview);
delete from ad_passage where ad_id in (select ad_id from ad where import_id = getvariable('import_id'));
delete from ad where import_id = getvariable('import_id');
delete from ad_reading where passage_id not in (select passage_id from ad_passage);
delete from rejected_row where import_id = getvariable('import_id');
update import set undone_at = now()::timestamp, report = '{}' where import_id = getvariable('import_id');

drop table interview_heir;
drop table question_heir;
