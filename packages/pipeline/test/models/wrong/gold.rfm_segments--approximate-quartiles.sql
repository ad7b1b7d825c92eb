-- Boundaries a little off, as an approximate percentile gives them.
-- caught by: gold.rfm_segments.sql.scores-are-cut-at-the-exact-quartiles
select
  s.* replace (
    m.score as monetary_score,
    concat(cast(s.recency_score as string), cast(s.frequency_score as string), cast(m.score as string)) as rfm_score,
    cast(s.recency_score + s.frequency_score + m.score as int) as rfm_total)
from gold.rfm_segments s
join (
  select
    customer_id,
    case when monetary <= q1 then 1 when monetary <= q2 then 2 when monetary <= q3 then 3 else 4 end as score
  from gold.rfm_segments
  cross join (
    select
      percentile(monetary, 0.27) as q1, percentile(monetary, 0.52) as q2, percentile(monetary, 0.77) as q3
    from gold.rfm_segments
  ) quartiles
) m on m.customer_id = s.customer_id
