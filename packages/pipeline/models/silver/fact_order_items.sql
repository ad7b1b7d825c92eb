-- A line of an order. A later version of a line replaces it; two of the same age both stay, for the checks to find.
-- grain: order_id, line_number
-- cluster: order_id
with numbered as (
  select
    order_id, line_number, product_id, quantity, price, unit_cost, total_amount,
    coalesce(updated_at, order_date) as _updated_at
  from bronze.order_lines
  where line_number is not null
  union all
  select
    order_id, row_number() over (partition by order_id, _file order by _line) as line_number,
    product_id, quantity, price, unit_cost, total_amount,
    coalesce(updated_at, order_date) as _updated_at
  from bronze.order_lines
  where line_number is null
),

newest as (
  select order_id, line_number, product_id, quantity, price, unit_cost, total_amount, _updated_at
  from numbered
  qualify rank() over (partition by order_id, line_number order by _updated_at desc) = 1
)

select
  order_id,
  cast(line_number as int) as line_number,
  product_id,
  cast(quantity as bigint) as quantity,
  cast(price as decimal(18,2)) as unit_price,
  cast(unit_cost as decimal(18,2)) as unit_cost,
  cast(try_divide(
    cast(quantity * price - total_amount as decimal(18,2)), cast(quantity * price as decimal(18,2))) as decimal(18,4)) as discount,
  cast(total_amount as decimal(18,2)) as total_price,
  cast(_updated_at as timestamp) as _updated_at
from newest
