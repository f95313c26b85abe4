-- One row per passage and theme that a person decided on, as the taxonomy in force names the themes.
with shown as (
    select
        passage_id, answers, marked_at,
        case when former_theme.theme is null then ad_mark.theme else former_theme.shown_as end as theme
    from ad_mark left join former_theme on former_theme.theme = ad_mark.theme
)
select passage_id, theme, arg_max(answers, marked_at) as answers
from shown
where theme is not null
group by passage_id, theme
