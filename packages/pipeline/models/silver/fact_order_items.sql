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

repeated as (
  select order_id, line_number, max(_updated_at) as newest
  from numbered
  group by order_id, line_number
  having count(*) > 1
)

select
  n.order_id,
  cast(n.line_number as int) as line_number,
  n.product_id,
  cast(n.quantity as bigint) as quantity,
  cast(n.price as decimal(18,2)) as unit_price,
  cast(n.unit_cost as decimal(18,2)) as unit_cost,
  cast(try_divide(
    cast(n.quantity * n.price - n.total_amount as decimal(18,2)),
    cast(n.quantity * n.price as decimal(18,2))) as decimal(18,4)) as discount,
  cast(n.total_amount as decimal(18,2)) as total_price,
  cast(n._updated_at as timestamp) as _updated_at
from numbered n
left join repeated r on r.order_id = n.order_id and r.line_number = n.line_number
where r.order_id is null or n._updated_at = r.newest
