-- ntile cuts by position: of customers who ordered once some score 1 and some 2.
-- caught by: gold.rfm_segments.rfm.equal-frequency-gives-equal-frequency-score
select
  s.* replace (
    n.f as frequency_score,
    concat(cast(s.recency_score as string), cast(n.f as string), cast(s.monetary_score as string)) as rfm_score,
    cast(s.recency_score + n.f + s.monetary_score as int) as rfm_total)
from gold.rfm_segments s
join (
  select customer_id, cast(ntile(4) over (order by frequency, customer_id) as int) as f
  from gold.rfm_segments
) n on n.customer_id = s.customer_id
