-- A segment that has customers.
-- grain: rfm_segment
with segments as (
  select
    rfm_segment,
    count(*) as customer_count,
    sum(recency_days) as recency_days,
    sum(frequency) as orders,
    cast(sum(monetary) as decimal(18,2)) as revenue,
    sum(rfm_total) as rfm_totals,
    max(_updated_at) as _updated_at
  from gold.rfm_segments
  group by rfm_segment
),

shares as (
  select
    rfm_segment, customer_count, recency_days, orders, revenue, rfm_totals, _updated_at,
    sum(customer_count) over () as all_customers,
    cast(sum(revenue) over () as decimal(18,2)) as all_revenue
  from segments
)

select
  rfm_segment,
  cast(customer_count as bigint) as customer_count,
  cast(try_divide(100 * customer_count, all_customers) as decimal(18,2)) as pct_of_customers,
  cast(try_divide(recency_days, customer_count) as decimal(18,2)) as avg_recency_days,
  cast(try_divide(orders, customer_count) as decimal(18,2)) as avg_frequency,
  cast(try_divide(revenue, customer_count) as decimal(18,2)) as avg_monetary,
  revenue as total_revenue,
  cast(try_divide(100 * revenue, all_revenue) as decimal(18,2)) as pct_of_revenue,
  cast(try_divide(rfm_totals, customer_count) as decimal(18,2)) as avg_rfm_total,
  cast(_updated_at as timestamp) as _updated_at
from shares
