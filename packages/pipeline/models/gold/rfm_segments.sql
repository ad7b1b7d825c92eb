-- A customer with at least one completed order: how lately, how often, for how much.
-- Scores go by the quartile boundaries over all such customers, so equal values get equal scores.
-- grain: customer_id
with bought as (
  select
    customer_id,
    datediff(:as_of, max(order_date)) as recency_days,
    count(*) as frequency,
    cast(sum(total) as decimal(18,2)) as monetary,
    max(_updated_at) as _updated_at
  from silver.fact_orders
  where status = 'completed' and order_date <= :as_of
  group by customer_id
),

quartiles as (
  select
    percentile(recency_days, 0.25) as r1, percentile(recency_days, 0.5) as r2, percentile(recency_days, 0.75) as r3,
    percentile(frequency, 0.25) as f1, percentile(frequency, 0.5) as f2, percentile(frequency, 0.75) as f3,
    percentile(monetary, 0.25) as m1, percentile(monetary, 0.5) as m2, percentile(monetary, 0.75) as m3
  from bought
),

scored as (
  select
    b.customer_id, b.recency_days, b.frequency, b.monetary, b._updated_at,
    case when b.recency_days <= q.r1 then 4 when b.recency_days <= q.r2 then 3 when b.recency_days <= q.r3 then 2 else 1 end as r,
    case when b.frequency <= q.f1 then 1 when b.frequency <= q.f2 then 2 when b.frequency <= q.f3 then 3 else 4 end as f,
    case
      when cast(b.monetary as double) <= q.m1 then 1
      when cast(b.monetary as double) <= q.m2 then 2
      when cast(b.monetary as double) <= q.m3 then 3
      else 4
    end as m
  from bought b
  cross join quartiles q
)

select
  customer_id,
  cast(recency_days as int) as recency_days,
  cast(frequency as bigint) as frequency,
  monetary,
  cast(r as int) as recency_score,
  cast(f as int) as frequency_score,
  cast(m as int) as monetary_score,
  concat(cast(r as string), cast(f as string), cast(m as string)) as rfm_score,
  cast(r + f + m as int) as rfm_total,
  case
    when r >= 3 and f >= 3 and m >= 3 then 'Champions'
    when r >= 3 and f <= 2 and m >= 3 then 'Loyal Customers'
    when r >= 3 and f >= 3 and m <= 2 then 'Recent Customers'
    when r >= 3 and f <= 2 and m <= 2 then 'Potential Loyalists'
    when r <= 2 and f >= 3 and m >= 3 then 'At Risk'
    when r <= 2 and f <= 2 and m >= 3 then 'Hibernating High Value'
    when r <= 2 and f >= 3 and m <= 2 then 'Cant Lose Them'
    when r = 2 and f <= 2 and m <= 2 then 'About to Sleep'
    when r = 1 and f <= 2 and m <= 2 then 'Lost'
  end as rfm_segment,
  cast(_updated_at as timestamp) as _updated_at
from scored
