-- The products' orders added up: an order of three products of the category counts three times.
-- caught by: gold.category_performance.sql.the-view-to-order-rate-counts-each-order-once
select c.* replace (p.rate as view_to_order_rate_30d)
from gold.category_performance c
join (
  select
    coalesce(category, 'Unknown') as category,
    cast(try_divide(100 * sum(orders_30d), sum(views_30d)) as decimal(18,2)) as rate
  from gold.product_performance
  group by coalesce(category, 'Unknown')
) p on p.category = c.category
