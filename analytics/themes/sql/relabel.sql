-- One row per text whose themes change: before and after. Registered: proposed_label, for every text with a vector.
create or replace temp table relabelled as
with before as (
    select text_id, list(theme order by position) as themes, list(score order by position) as scores
    from label
    group by text_id
),
after as (
    select text_id, list(theme order by position) as themes, list(score order by position) as scores
    from proposed_label
    group by text_id
)
select
    text_id, coalesce(before.themes, []) as before, coalesce(after.themes, []) as after
from text_vector left join before using (text_id) left join after using (text_id)
where before.themes is distinct from after.themes or before.scores is distinct from after.scores;

delete from label where text_id in (select text_id from relabelled);

insert into label
select text_id, theme, score, position
from proposed_label
where text_id in (select text_id from relabelled)
order by text_id, position;

create or replace temp table moved_text as
select *
from relabelled
where before <> after and text_id not in (select text_id from decided_text);
