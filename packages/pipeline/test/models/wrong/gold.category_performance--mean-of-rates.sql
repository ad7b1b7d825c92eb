-- The mean of the products' rates: a product with two views weighs as much as one with thousands.
-- caught by: gold.category_performance.sql.the-view-to-order-rate-counts-each-order-once
select c.* replace (p.rate as view_to_order_rate_30d)
from gold.category_performance c
join (
  select coalesce(category, 'Unknown') as category, cast(avg(view_to_order_rate_30d) as decimal(18,2)) as rate
  from gold.product_performance
  group by coalesce(category, 'Unknown')
) p on p.category = c.category
