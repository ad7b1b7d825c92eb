-- A product. Without a product master the order lines are it: the newest line of each product speaks.
-- grain: product_id
with known as (
  select product_id, product_name, category, subcategory, brand, price, cost, stock_quantity, is_active, updated_at
  from bronze.products
  qualify rank() over (partition by product_id order by updated_at desc) = 1
),

seen as (
  select
    product_id, product_name, category, subcategory, brand, price, unit_cost,
    coalesce(updated_at, order_date) as updated_at
  from bronze.order_lines
  where not exists (select 1 from bronze.products)
  qualify row_number() over (
    partition by product_id
    order by coalesce(updated_at, order_date) desc, order_id desc, line_number, _file, _line) = 1
),

master as (
  select product_id, product_name, category, subcategory, brand, price, cost, stock_quantity, is_active, updated_at
  from known
  union all
  select
    product_id, product_name, category, subcategory, brand, price, unit_cost, cast(null as bigint), true, updated_at
  from seen
)

select
  product_id,
  product_name,
  category,
  subcategory,
  brand,
  cast(price as decimal(18,2)) as price,
  cast(cost as decimal(18,2)) as cost,
  cast(try_divide(100 * (price - cost), price) as decimal(18,2)) as profit_margin_pct,
  cast(stock_quantity as bigint) as stock_quantity,
  case
    when stock_quantity is null then 'Unknown'
    when stock_quantity = 0 then 'Out of Stock'
    when stock_quantity < 20 then 'Low Stock'
    else 'In Stock'
  end as stock_status,
  is_active,
  cast(updated_at as timestamp) as _updated_at
from master
