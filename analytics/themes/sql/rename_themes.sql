-- One row per theme that is not there any more, and the living theme it counts under. Registered: former.
-- Texts whose wording is gone cannot be given themes anew: theirs follow the themes that took their questions.
delete from former_theme;
insert into former_theme select theme, shown_as from former;

create or replace temp table renamed_label as
select text_id, shown_as as theme, max(score) as score, min(position) as position
from label join former_theme using (theme)
where text_id not in (select text_id from text_vector)
group by text_id, shown_as;

delete from label
where text_id not in (select text_id from text_vector) and theme in (select theme from former_theme);

insert into label
select text_id, theme, score, position
from renamed_label anti join label using (text_id, theme)
where theme is not null;

drop table renamed_label;
