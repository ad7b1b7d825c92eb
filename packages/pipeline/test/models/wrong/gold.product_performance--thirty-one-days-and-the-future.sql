-- An open-ended >= takes thirty-one days, and what is dated after them.
-- caught by: gold.product_performance.sql.sales-are-those-of-all-time-of-30-and-of-90-days
select p.* replace (coalesce(s.orders, 0) as orders_30d)
from gold.product_performance p
left join (
  select i.product_id, count(distinct i.order_id) as orders
  from silver.fact_order_items i
  join silver.fact_orders o on o.order_id = i.order_id
  where o.status = 'completed' and o.order_date >= date_sub(:as_of, 30)
  group by i.product_id
) s on s.product_id = p.product_id
