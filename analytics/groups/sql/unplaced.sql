-- One row per text to place: new, or moved to themes that its group does not lie in. What people merged or split stays.
select themed.text_id, themed.theme, themed.decided, text_aim.aim
from themed
join text_aim using (text_id)
left join text_group using (text_id)
left join question_group using (group_id)
where text_group.text_id is null
    or (
        text_group.theme <> themed.theme and text_group.home_id = text_group.group_id
        and not list_contains(themed.themes, question_group.theme)
    )
order by themed.text_id
