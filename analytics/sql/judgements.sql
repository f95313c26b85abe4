-- One row per text of the fair sample: what a person says of it and what the model said then, themes as named now.
with sides as (
    select text_id, 'themes' as side, unnest(themes) as theme, generate_subscripts(themes, 1) as position from judgement
    union all
    select text_id, 'predicted', unnest(predicted), generate_subscripts(predicted, 1) from judgement
),
shown as (
    select
        text_id, side, min(position) as position,
        case when former_theme.theme is null then sides.theme else former_theme.shown_as end as theme
    from sides left join former_theme on former_theme.theme = sides.theme
    group by all
),
named as (
    select
        text_id,
        list(theme order by position) filter (side = 'themes') as themes,
        list(theme order by position) filter (side = 'predicted') as predicted
    from shown
    where theme is not null
    group by text_id
)
select
    judgement.text_id, text.language, judgement.judged_at,
    coalesce(named.themes, []) as themes, coalesce(named.predicted, []) as predicted
from judgement join text using (text_id) left join named using (text_id)
order by judgement.judged_at, judgement.text_id
