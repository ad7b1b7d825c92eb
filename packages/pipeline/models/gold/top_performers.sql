-- The ten best customers of all time, and the ten best products and five best categories of the last 30 days.
-- grain: category, rank_order
with ranked as (
  select
    'customer' as category,
    row_number() over (order by lifetime_revenue desc, customer_id) as rank_order,
    cast(customer_id as string) as key,
    full_name as name,
    lifetime_revenue as value,
    _updated_at
  from gold.customer_metrics
  where lifetime_revenue > 0
  union all
  select
    'product',
    row_number() over (order by revenue_30d desc, product_id),
    cast(product_id as string),
    product_name,
    revenue_30d,
    _updated_at
  from gold.product_performance
  where revenue_30d > 0
  union all
  select
    'category',
    row_number() over (order by revenue_30d desc, category),
    cast(category as string),
    category as name,
    revenue_30d,
    _updated_at
  from gold.category_performance
  where revenue_30d > 0
)

select
  category,
  cast(rank_order as int) as rank_order,
  key,
  name,
  cast(value as decimal(18,2)) as value,
  cast(_updated_at as timestamp) as _updated_at
from ranked
where rank_order <= case when category = 'category' then 5 else 10 end
