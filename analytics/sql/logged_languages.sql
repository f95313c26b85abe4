-- One row per interview of a log with questions: the language of the first of them.
with spoken as (
    select text_id, language from new_text
    union
    select text_id, language from text where text_id in (select text_id from asked)
)
select asked.interview_id, arg_min(spoken.language, asked.text_id) as language
from asked join spoken using (text_id)
group by asked.interview_id
