-- Add what a log holds and the store does not. Registered frames: logged (interviews), asked (questions),
-- new_text, new_label, rejected; the import's id is the variable import_id.

insert into segment
select
    (select coalesce(max(segment_id), 0) from segment) + row_number() over () as segment_id,
    role, stage, seniority, department, location, language
from (select distinct role, stage, seniority, department, location, language from logged order by all)
anti join segment using (role, stage, seniority, department, location, language);

create temp table logged_interview as
select
    logged.interview_id, logged.day::date as day, segment.segment_id, logged.interviewer,
    logged.interview_id in (select interview_id from interview) as known
from logged join segment using (role, stage, seniority, department, location, language);

-- A question that joins a known interview takes that interview's day and segment, so that counts add up.
create temp table logged_question as
with held as (
    select interview_id, day, segment_id from logged_interview where not known
    union all
    select interview_id, day, segment_id from interview semi join asked using (interview_id)
)
select
    asked.interview_id, asked.text_id, held.day, held.segment_id, asked.answered,
    question.text_id is not null as known
from asked
join held using (interview_id)
left join question using (interview_id, text_id);

insert into interview
select interview_id, day, segment_id, interviewer, getvariable('import_id')
from logged_interview where not known order by day;

insert into also_interview
select interview_id, getvariable('import_id') from logged_interview where known;

insert into question
select interview_id, text_id, day, segment_id, answered, getvariable('import_id')
from logged_question where not known order by day;

insert into also_question
select interview_id, text_id, getvariable('import_id') from logged_question where known;

insert into label
select text_id, theme, score, position
from new_label
where text_id not in (select text_id from text)
order by text_id, position;

-- A wording that retention had deleted is asked again, and known again.
update text set wording = new_text.wording, search = new_text.search
from new_text
where text.text_id = new_text.text_id and text.wording is null;

insert into text
select text_id, wording, search, language, hidden
from new_text
where text_id not in (select text_id from text);

insert into rejected_row
select getvariable('import_id'), sheet, row_number, reason, detail from rejected;
