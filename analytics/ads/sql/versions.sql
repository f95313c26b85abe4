-- One row per version of an ad, by role and date; `version` counts from 1 within the role as merged.
with filed as (
    select ad.* exclude (role), coalesce(role_merge.merged_into, ad.role) as role
    from ad left join role_merge using (role)
),
numbered as (
    select *, row_number() over (partition by role order by published, added_at, ad_id)::integer as version
    from filed
)
select
    role, version, published,
    lead(published) over (partition by role order by version) - 1 as until,
    title, language, format, file_name, added_at, import_id is not null as is_demo, ad_id, content_hash
from numbered
where $role is null or role = $role
order by role, version
