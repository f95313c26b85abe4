-- One row per period: how much its questions resemble what the model was taught, on the mean, with a 95 % interval.
-- The interval is that of a mean of many (Student's t is the normal distribution from some dozens on).
with asked as (
    select
        date_trunc($grain, listed.day)::date as period, listed.interview_id, text_vector.likeness
    from listed_questions(
        $since, $until, $roles, $stages, $seniorities, $departments, $locations, $languages, $minimum
    ) as listed
    join text_vector using (text_id)
)
select
    period, count(distinct interview_id) as interviews, count(*) as questions, avg(likeness) as rate,
    avg(likeness) - 1.959963984540054 * coalesce(stddev_samp(likeness), 0) / sqrt(count(*)) as low,
    avg(likeness) + 1.959963984540054 * coalesce(stddev_samp(likeness), 0) / sqrt(count(*)) as high
from asked
group by period
order by period
