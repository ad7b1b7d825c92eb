-- Products by all their revenue, though the last thirty days are asked for.
-- caught by: gold.top_performers.sql.the-best-are-the-best-ties-in-the-order-of-their-keys
select * from gold.top_performers where category <> 'product'
union all by name
select
  'product' as category, cast(row_number() over (order by lifetime_revenue desc, product_id) as int) as rank_order,
  cast(product_id as string) as key, product_name as name, lifetime_revenue as value, _updated_at
from gold.product_performance
qualify row_number() over (order by lifetime_revenue desc, product_id) <= 10
