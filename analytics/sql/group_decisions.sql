-- One row per decision of a person on groups, newest first.
select decision_id, action, group_id, other_id, text_ids, decided_at from group_decision order by decision_id desc
