-- Everything that was ordered counts, paid or not, kept or not.
-- caught by: gold.customer_metrics.sql.lifetime-figures-are-those-of-the-completed-orders
select m.* replace (cast(coalesce(o.revenue, 0) as decimal(18,2)) as lifetime_revenue)
from gold.customer_metrics m
left join (
  select customer_id, sum(total) as revenue
  from silver.fact_orders
  where order_date <= :as_of
  group by customer_id
) o on o.customer_id = m.customer_id
