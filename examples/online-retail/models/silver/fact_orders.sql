-- An invoice of sales. One with two customers or two countries has two rows, for the checks to find.
-- The file knows no shipping cost and no tax of an order: postage is a line like any other.
-- grain: order_id
-- cluster: customer_id, order_date
with invoices as (
  select
    order_id,
    customer_id,
    country,
    min(invoiced_at) as order_ts,
    cast(min(invoiced_at) as date) as order_date,
    cast(sum(total_price) as decimal(18,2)) as total,
    count(*) as num_items,
    sum(quantity) as total_quantity,
    max(_updated_at) as _updated_at
  from silver.invoice_lines
  where left_out_because is null
  group by order_id, customer_id, country
)

select
  order_id,
  customer_id,
  order_ts,
  order_date,
  cast('completed' as string) as status,
  total as subtotal,
  cast(0 as decimal(18,2)) as discount,
  cast(case when total > 0 then 0 end as decimal(18,2)) as discount_pct,
  cast(0 as decimal(18,2)) as shipping_cost,
  cast(0 as decimal(18,2)) as tax,
  total,
  cast(num_items as bigint) as num_items,
  cast(total_quantity as bigint) as total_quantity,
  cast(null as string) as payment_method,
  cast(null as string) as shipping_method,
  country as shipping_country,
  cast('GBP' as string) as currency,
  case when total < 50 then 'Small' when total < 150 then 'Medium' when total < 500 then 'Large' else 'Extra Large' end as order_size,
  false as has_discount,
  false as free_shipping,
  weekday(order_date) >= 5 as is_weekend,
  _updated_at
from invoices
