-- A calendar day from the first completed order to as_of; days without orders are rows of zeros.
-- grain: order_date
with orders as (
  select
    order_date,
    count(*) as total_orders,
    count(distinct customer_id) as unique_customers,
    sum(total) as gross_revenue,
    sum(subtotal) as subtotal,
    sum(discount) as total_discounts,
    sum(shipping_cost) as shipping_revenue,
    sum(tax) as tax_collected,
    sum(num_items) as total_items_sold,
    sum(total_quantity) as total_units_sold,
    count_if(payment_method = 'credit_card') as orders_credit_card,
    count_if(payment_method = 'debit_card') as orders_debit_card,
    count_if(payment_method = 'paypal') as orders_paypal,
    count_if(payment_method = 'apple_pay') as orders_apple_pay,
    count_if(order_size = 'Small') as orders_small,
    count_if(order_size = 'Medium') as orders_medium,
    count_if(order_size = 'Large') as orders_large,
    count_if(order_size = 'Extra Large') as orders_xl,
    count_if(has_discount) as orders_with_discount,
    count_if(free_shipping) as orders_free_shipping,
    count_if(is_weekend) as orders_weekend,
    max(_updated_at) as _updated_at
  from silver.fact_orders
  where status = 'completed' and order_date <= :as_of
  group by order_date
),

calendar as (
  select explode(sequence(first_date, :as_of, interval 1 day)) as order_date
  from (select min(order_date) as first_date from orders) bounds
),

days as (
  select
    c.order_date,
    cast(coalesce(o.total_orders, 0) as bigint) as total_orders,
    cast(coalesce(o.unique_customers, 0) as bigint) as unique_customers,
    cast(coalesce(o.gross_revenue, 0) as decimal(18,2)) as gross_revenue,
    cast(coalesce(o.subtotal, 0) as decimal(18,2)) as subtotal,
    cast(coalesce(o.total_discounts, 0) as decimal(18,2)) as total_discounts,
    cast(coalesce(o.shipping_revenue, 0) as decimal(18,2)) as shipping_revenue,
    cast(coalesce(o.tax_collected, 0) as decimal(18,2)) as tax_collected,
    cast(coalesce(o.total_items_sold, 0) as bigint) as total_items_sold,
    cast(coalesce(o.total_units_sold, 0) as bigint) as total_units_sold,
    cast(coalesce(o.orders_credit_card, 0) as bigint) as orders_credit_card,
    cast(coalesce(o.orders_debit_card, 0) as bigint) as orders_debit_card,
    cast(coalesce(o.orders_paypal, 0) as bigint) as orders_paypal,
    cast(coalesce(o.orders_apple_pay, 0) as bigint) as orders_apple_pay,
    cast(coalesce(o.orders_small, 0) as bigint) as orders_small,
    cast(coalesce(o.orders_medium, 0) as bigint) as orders_medium,
    cast(coalesce(o.orders_large, 0) as bigint) as orders_large,
    cast(coalesce(o.orders_xl, 0) as bigint) as orders_xl,
    cast(coalesce(o.orders_with_discount, 0) as bigint) as orders_with_discount,
    cast(coalesce(o.orders_free_shipping, 0) as bigint) as orders_free_shipping,
    cast(coalesce(o.orders_weekend, 0) as bigint) as orders_weekend,
    o._updated_at
  from calendar c
  left join orders o on o.order_date = c.order_date
),

windows as (
  select
    order_date,
    case when count(*) over week = 7 then cast(sum(gross_revenue) over week as decimal(18,2)) end as revenue_7d,
    case when count(*) over month = 30 then cast(sum(gross_revenue) over month as decimal(18,2)) end as revenue_30d,
    case when count(*) over week = 7 then sum(total_orders) over week end as orders_7d,
    case when count(*) over month = 30 then sum(total_orders) over month end as orders_30d
  from days
  window
    week as (order by order_date rows between 6 preceding and current row),
    month as (order by order_date rows between 29 preceding and current row)
)

select
  d.order_date,
  d.total_orders,
  d.unique_customers,
  d.gross_revenue,
  d.subtotal,
  d.total_discounts,
  d.shipping_revenue,
  d.tax_collected,
  cast(try_divide(d.gross_revenue, d.total_orders) as decimal(18,2)) as avg_order_value,
  cast(try_divide(d.total_items_sold, d.total_orders) as decimal(18,2)) as avg_items_per_order,
  cast(try_divide(100 * d.total_discounts, d.subtotal) as decimal(18,2)) as avg_discount_pct,
  d.total_items_sold,
  d.total_units_sold,
  d.orders_credit_card,
  d.orders_debit_card,
  d.orders_paypal,
  d.orders_apple_pay,
  d.total_orders - d.orders_credit_card - d.orders_debit_card - d.orders_paypal - d.orders_apple_pay as orders_other_payment,
  d.orders_small,
  d.orders_medium,
  d.orders_large,
  d.orders_xl,
  d.orders_with_discount,
  d.orders_free_shipping,
  d.orders_weekend,
  cast(try_divide(w.revenue_7d, 7) as decimal(18,2)) as revenue_7d_avg,
  cast(try_divide(w.revenue_30d, 30) as decimal(18,2)) as revenue_30d_avg,
  cast(try_divide(w.orders_7d, 7) as decimal(18,2)) as orders_7d_avg,
  cast(try_divide(w.orders_30d, 30) as decimal(18,2)) as orders_30d_avg,
  cast(try_divide(w.revenue_7d, w.orders_7d) as decimal(18,2)) as avg_order_value_7d,
  cast(d._updated_at as timestamp) as _updated_at
from days d
join windows w on w.order_date = d.order_date
