-- One row per version of the answers wanted (null: all of them), the newest version first.
select
    placed_answer.answer_id, placed_answer.group_id, placed_answer.archived_by, placed_answer.archived_at,
    version.version, version.roles, version.french, version.english, version.facts, version.owner, version.review_by,
    version.saved_by, version.saved_at, version.approved_by, version.approved_at
from placed_answer join answer_version as version using (answer_id)
where ($answer_id is null or placed_answer.answer_id = $answer_id)
order by placed_answer.answer_id, version.version desc
