-- Views and macros: code, not data, so they are made anew each time the store is opened.

-- The first day of the stretch a day is in: the days that share its ISO week and its month.
create or replace macro stretch_of(day) as greatest(date_trunc('week', day)::date, date_trunc('month', day)::date);

-- One row per text and theme that a person decided on, as the taxonomy in force names the themes.
create or replace view decided_theme as
with decided as (
    select text_id, unnest(themes) as theme, generate_subscripts(themes, 1) as position from correction
),
shown as (
    select
        text_id, position,
        case when former_theme.theme is null then decided.theme else former_theme.shown_as end as theme
    from decided left join former_theme on former_theme.theme = decided.theme
)
select text_id, theme, row_number() over (partition by text_id order by min(position))::tinyint as position
from shown
where theme is not null
group by text_id, theme;

-- One row per text whose themes a person decided, as far as the decision still says something: that there is none,
-- or a theme that is still there.
create or replace view decided_text as
select text_id from correction where len(themes) = 0
union all
select distinct text_id from decided_theme;

-- One row per text and theme in force: a person's correction wins over the model.
create or replace view text_theme as
select text_id, theme, score, position
from label
where text_id not in (select text_id from decided_text)
union all
select text_id, theme, 1.0::float as score, position
from decided_theme;

-- One row per segment, its role as merged by people.
create or replace view named_segment as
select
    segment_id,
    coalesce(role_merge.merged_into, segment.role) as role,
    stage, seniority, department, location, language
from segment
left join role_merge on role_merge.role = segment.role;

-- One row per segment that the filters let through. A filter that is null lets everything through.
create or replace macro filtered_segments(
    roles, stages, seniorities, departments, locations, languages
) as table
select *
from named_segment
where (roles is null or list_contains(roles, role))
    and (stages is null or list_contains(stages, stage))
    and (seniorities is null or list_contains(seniorities, seniority))
    and (departments is null or list_contains(departments, department))
    and (locations is null or list_contains(locations, location))
    and (languages is null or list_contains(languages, language));

-- One row per stretch, segment and subject of the population: what every rate is counted from.
-- A population's period is whole weeks, so it holds whole stretches.
create or replace macro filtered_counts(
    since, until, roles, stages, seniorities, departments, locations, languages
) as table
select cube.stretch, cube.subject, cube.interviews, cube.questions, chosen.*
from cube
join filtered_segments(roles, stages, seniorities, departments, locations, languages) as chosen using (segment_id)
where cube.stretch between since and until;

-- One row per attribute and value of the population: how many interviews were held.
create or replace macro attribute_sizes(
    since, until, roles, stages, seniorities, departments, locations, languages
) as table
with held as (
    select role, stage, seniority, department, location, language, sum(interviews)::bigint as interviews
    from filtered_counts(since, until, roles, stages, seniorities, departments, locations, languages)
    where subject = 'all'
    group by all
)
select attribute, value, sum(interviews)::bigint as interviews
from (unpivot held on role, stage, seniority, department, location, language into name attribute value value)
group by attribute, value;

-- One row per segment of the population whose questions may be listed.
-- A role under the minimum group is left out. Another attribute's value under the minimum is emptied; where all the
-- empty ones together stay under it, they are left out too.
create or replace macro listed_segments(
    since, until, roles, stages, seniorities, departments, locations, languages, minimum
) as table
with sizes as (
    from attribute_sizes(since, until, roles, stages, seniorities, departments, locations, languages)
),
small as (
    select attribute, value from sizes where interviews < minimum
),
exposed as (
    select attribute
    from sizes
    where value = '' or interviews < minimum
    group by attribute
    having sum(interviews) < minimum
),
emptied as (
    select
        segment_id, role,
        case when stage not in (select value from small where attribute = 'stage') then stage else '' end as stage,
        case when seniority not in (select value from small where attribute = 'seniority')
            then seniority else '' end as seniority,
        case when department not in (select value from small where attribute = 'department')
            then department else '' end as department,
        case when location not in (select value from small where attribute = 'location')
            then location else '' end as location,
        case when language not in (select value from small where attribute = 'language')
            then language else '' end as language
    from filtered_segments(roles, stages, seniorities, departments, locations, languages)
    where role not in (select value from small where attribute = 'role')
)
select *
from emptied
where not (stage = '' and exists (from exposed where attribute = 'stage'))
    and not (seniority = '' and exists (from exposed where attribute = 'seniority'))
    and not (department = '' and exists (from exposed where attribute = 'department'))
    and not (location = '' and exists (from exposed where attribute = 'location'))
    and not (language = '' and exists (from exposed where attribute = 'language'));

-- One row per question that may be listed: what wordings are read from.
create or replace macro listed_questions(
    since, until, roles, stages, seniorities, departments, locations, languages, minimum
) as table
select
    question.interview_id, question.text_id, question.day, question.answered, question.import_id, listed.* exclude (segment_id)
from question
join listed_segments(since, until, roles, stages, seniorities, departments, locations, languages, minimum) as listed
    using (segment_id)
where question.day between since and until;

-- One row per stretch, segment and subject whose questions may be listed: what figures about wordings are shares of.
create or replace macro listed_counts(
    since, until, roles, stages, seniorities, departments, locations, languages, minimum
) as table
select cube.stretch, cube.subject, cube.interviews, cube.questions, listed.*
from cube
join listed_segments(since, until, roles, stages, seniorities, departments, locations, languages, minimum) as listed
    using (segment_id)
where cube.stretch between since and until;

-- One row per period of a grain, one in all where the grain is null: interviews that the filters leave out.
-- Figures about wordings are told of what may be listed, so what subtracting two of them would tell is counted there
-- too: a role under the minimum is on neither side.
create or replace macro listed_left_out(
    since, until, roles, stages, seniorities, departments, locations, languages, minimum, grain
) as table
with everyone as (
    select date_trunc(grain, stretch)::date as period, sum(interviews)::bigint as interviews
    from listed_counts(since, until, null, null, null, null, null, null, minimum)
    where subject = 'all'
    group by all
),
held as (
    select date_trunc(grain, stretch)::date as period, sum(interviews)::bigint as interviews
    from listed_counts(since, until, roles, stages, seniorities, departments, locations, languages, minimum)
    where subject = 'all'
    group by all
)
select held.period, everyone.interviews - held.interviews as outside
from held join everyone on everyone.period is not distinct from held.period;

-- One row per stretch, segment and group: questions that may be listed beyond the first of the group in their interview.
create or replace macro listed_repeats(
    since, until, roles, stages, seniorities, departments, locations, languages, minimum
) as table
select group_repeat.stretch, group_repeat.group_id, group_repeat.questions, listed.*
from group_repeat
join listed_segments(since, until, roles, stages, seniorities, departments, locations, languages, minimum) as listed
    using (segment_id)
where group_repeat.stretch between since and until;

-- One row per text with its themes, best first; the wording of a hidden text is not given out, unless released.
create or replace view described_text as
with themed as (
    select text_id, list(theme order by position) as themes, max(score) as score from text_theme group by text_id
),
shown as (
    select text_id, language, wording, search, hidden and text_id not in (select text_id from release) as hidden
    from text
)
select
    shown.text_id, shown.language, shown.hidden,
    case when not shown.hidden then shown.wording end as wording,
    case when not shown.hidden then shown.search end as search,
    coalesce(themed.themes, []) as themes, themed.score,
    shown.text_id in (select text_id from decided_text) as corrected
from shown left join themed using (text_id);

-- One row per text that is hidden, or would be without its release: for reviewers only.
create or replace view withheld_text as
select
    text.text_id, text.wording, text.search, described_text.themes,
    text.text_id in (select text_id from release) as released
from text join described_text using (text_id)
where text.hidden and text.wording is not null;

-- Whether a text with these themes is wanted: null wants every text, 'unclassified' those with none.
create or replace macro has_theme(themes, theme) as
theme is null or (theme = 'unclassified' and len(themes) = 0) or list_contains(themes, theme);

-- The first day of the period after the one that starts on first_day; its length is a week, a month or a quarter.
create or replace macro period_after(first_day, grain) as
first_day + case grain when 'week' then interval 7 day when 'month' then interval 1 month else interval 3 month end;

-- Wilson score interval at 95 % of a rate of `asked` in `held` (Wilson 1927; Brown, Cai and DasGupta 2001).
create or replace macro wilson_low(asked, held) as
case when held > 0 then greatest(0.0, (
    asked + 1.959963984540054 ^ 2 / 2
    - 1.959963984540054 * sqrt(asked * (held - asked) / held::double + 1.959963984540054 ^ 2 / 4)
) / (held + 1.959963984540054 ^ 2)) end;

create or replace macro wilson_high(asked, held) as
case when held > 0 then least(1.0, (
    asked + 1.959963984540054 ^ 2 / 2
    + 1.959963984540054 * sqrt(asked * (held - asked) / held::double + 1.959963984540054 ^ 2 / 4)
) / (held + 1.959963984540054 ^ 2)) end;

-- One row per group that was merged away: the group in which its questions are now.
create or replace view followed_group as
with recursive path as (
    select group_id, other_id as followed_id from group_decision where action = 'merge'
    union
    select path.group_id, next_one.other_id
    from path join group_decision as next_one on next_one.group_id = path.followed_id and next_one.action = 'merge'
)
select group_id, followed_id
from path
where followed_id not in (select group_id from group_decision where action = 'merge');

-- One row per answer, under the group as people merged it since.
create or replace view placed_answer as
select
    answer.answer_id, coalesce(followed_group.followed_id, answer.group_id) as group_id,
    answer.archived_by, answer.archived_at
from answer left join followed_group using (group_id);

-- One row per stretch of days over which an approved version stood, and role it stood for ('' for all roles): from its
-- approval until the next one's, or until the answer was archived.
create or replace view standing_answer as
with approved as (
    select
        answer_id, version, unnest(if(len(roles) = 0, [''], roles)) as role, review_by, approved_at::date as since,
        (
            select min(later.approved_at)::date
            from answer_version as later
            where later.answer_id = answer_version.answer_id and later.version > answer_version.version
        ) as ended
    from answer_version
    where approved_at is not null
)
select
    placed_answer.group_id, approved.answer_id, approved.version,
    coalesce(role_merge.merged_into, approved.role) as role, approved.review_by, approved.since,
    least(
        coalesce(approved.ended, 'infinity'::date), coalesce(placed_answer.archived_at::date, 'infinity'::date)
    ) as ended
from approved join placed_answer using (answer_id) left join role_merge on role_merge.role = approved.role;
