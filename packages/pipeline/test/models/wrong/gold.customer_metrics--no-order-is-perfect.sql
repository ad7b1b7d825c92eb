-- least() skips the NULL that the outer join leaves, so who never ordered gets all 100 points.
-- caught by: gold.customer_metrics.sql.the-score-is-the-sum-of-its-parts-without-an-order-too
select
  m.* replace (
    cast(least(100,
      least(2.5 * o.orders, 25) + least(0.025 * cast(o.revenue as decimal(28,2)), 25)
      + case when m.days_since_last_order < 30 then 25 when m.days_since_last_order < 90 then 15 else 5 end
      + case when m.marketing_opt_in then 15 else 0 end
      + case when c.is_complete_profile then 10 else 0 end) as decimal(18,2)) as customer_quality_score)
from gold.customer_metrics m
join silver.dim_customers c on c.customer_id = m.customer_id
left join (
  select customer_id, count(*) as orders, sum(total) as revenue
  from silver.fact_orders
  where status = 'completed' and order_date <= :as_of
  group by customer_id
) o on o.customer_id = m.customer_id
