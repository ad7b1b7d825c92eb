-- An open-ended >= takes thirty-one days, and what is dated after them.
-- caught by: gold.executive_summary.sql.revenue-and-orders-are-those-of-the-last-thirty-days
select
  e.* replace (
    case when e.metric_name = 'revenue_30d' then o.revenue else e.metric_value end as metric_value)
from gold.executive_summary e
cross join (
  select cast(sum(total) as decimal(18,2)) as revenue
  from silver.fact_orders
  where status = 'completed' and order_date >= date_sub(:as_of, 30)
) o
