-- An open-ended >= takes thirty-one days, and what is dated after them.
-- caught by: gold.customer_metrics.reconcile.the-last-30-days-are-thirty-days-as-of-included
select m.* replace (coalesce(o.orders, 0) as orders_last_30_days)
from gold.customer_metrics m
left join (
  select customer_id, count(*) as orders
  from silver.fact_orders
  where status = 'completed' and order_date >= date_sub(:as_of, 30)
  group by customer_id
) o on o.customer_id = m.customer_id
