-- An order, made of its newest lines. What an order says of itself is read from the line that changed last.
-- The amounts are the record's own, so that a line whose total is wrong leaves an order that does not add up.
-- grain: order_id
-- cluster: customer_id, order_date
with numbered as (
  select
    order_id, line_number, quantity, price, discount, total_amount, coalesce(updated_at, order_date) as _updated_at
  from bronze.order_lines
  where line_number is not null
  union all
  select
    order_id, row_number() over (partition by order_id, _file order by _line) as line_number,
    quantity, price, discount, total_amount, coalesce(updated_at, order_date) as _updated_at
  from bronze.order_lines
  where line_number is null
),

repeated as (
  select order_id, line_number, max(_updated_at) as newest
  from numbered
  group by order_id, line_number
  having count(*) > 1
),

amounts as (
  select
    n.order_id,
    cast(sum(n.quantity * n.price) as decimal(18,2)) as subtotal,
    cast(sum(coalesce(n.discount, n.quantity * n.price - n.total_amount)) as decimal(18,2)) as discount,
    cast(sum(n.total_amount) as decimal(18,2)) as net,
    count(*) as num_items,
    sum(n.quantity) as total_quantity,
    max(n._updated_at) as _updated_at
  from numbered n
  left join repeated r on r.order_id = n.order_id and r.line_number = n.line_number
  where r.order_id is null or n._updated_at = r.newest
  group by n.order_id
),

heads as (
  select
    order_id, customer_id, order_date as order_ts,
    case when order_status in ('shipped', 'delivered') then 'completed' else order_status end as status,
    cast(coalesce(order_shipping_cost, 0) as decimal(18,2)) as shipping_cost,
    coalesce(order_shipping_cost = 0, false) as free_shipping,
    cast(coalesce(order_tax, 0) as decimal(18,2)) as tax,
    payment_method, shipping_method, shipping_country, currency
  from bronze.order_lines
  qualify row_number() over (
    partition by order_id
    order by coalesce(updated_at, order_date) desc, line_number, _file, _line) = 1
),

totals as (
  select
    h.order_id, h.customer_id, h.order_ts, cast(h.order_ts as date) as order_date, h.status, a.subtotal, a.discount, h.shipping_cost, h.tax,
    cast(a.net + h.shipping_cost + h.tax as decimal(18,2)) as total,
    a.num_items, a.total_quantity, h.payment_method, h.shipping_method, h.shipping_country, h.currency, h.free_shipping,
    a._updated_at
  from heads h
  join amounts a on a.order_id = h.order_id
)

select
  order_id,
  customer_id,
  cast(order_ts as timestamp) as order_ts,
  order_date,
  cast(status as string) as status,
  subtotal,
  discount,
  cast(try_divide(100 * discount, subtotal) as decimal(18,2)) as discount_pct,
  shipping_cost,
  tax,
  total,
  cast(num_items as bigint) as num_items,
  cast(total_quantity as bigint) as total_quantity,
  payment_method,
  shipping_method,
  shipping_country,
  currency,
  case when total < 50 then 'Small' when total < 150 then 'Medium' when total < 500 then 'Large' else 'Extra Large' end as order_size,
  discount > 0 as has_discount,
  free_shipping,
  weekday(order_date) >= 5 as is_weekend,
  cast(_updated_at as timestamp) as _updated_at
from totals
