-- A calendar month from the first completed order to that of as_of; months without orders are rows of zeros.
-- Growth is told of complete months only, and against complete months only.
-- grain: order_month
-- figures: gross_revenue, total_orders by order_month
with orders as (
  select
    trunc(order_date, 'MM') as order_month,
    min(order_date) as first_date,
    count(*) as total_orders,
    count(distinct customer_id) as unique_customers,
    sum(total) as gross_revenue,
    sum(discount) as total_discounts,
    sum(num_items) as total_items,
    sum(total_quantity) as total_units,
    count(distinct case when shipping_country = :home_country then customer_id end) as customers_domestic,
    count(distinct case when shipping_country <> :home_country then customer_id end) as customers_international,
    count(distinct case when shipping_country is null then customer_id end) as customers_unknown_country,
    max(_updated_at) as _updated_at
  from silver.fact_orders
  where status = 'completed' and order_date <= :as_of
  group by trunc(order_date, 'MM')
),

calendar as (
  select first_date, explode(sequence(trunc(first_date, 'MM'), trunc(:as_of, 'MM'), interval 1 month)) as order_month
  from (select min(first_date) as first_date from orders) bounds
),

months as (
  select
    c.order_month,
    coalesce(o.total_orders, 0) as total_orders,
    coalesce(o.unique_customers, 0) as unique_customers,
    cast(coalesce(o.gross_revenue, 0) as decimal(18,2)) as gross_revenue,
    cast(coalesce(o.total_discounts, 0) as decimal(18,2)) as total_discounts,
    coalesce(o.total_items, 0) as total_items,
    coalesce(o.total_units, 0) as total_units,
    coalesce(o.customers_domestic, 0) as customers_domestic,
    coalesce(o.customers_international, 0) as customers_international,
    coalesce(o.customers_unknown_country, 0) as customers_unknown_country,
    last_day(c.order_month) <= :as_of and c.first_date <= c.order_month as is_complete,
    o._updated_at
  from calendar c
  left join orders o on o.order_month = c.order_month
),

compared as (
  select
    order_month, total_orders, unique_customers, gross_revenue, total_discounts, total_items, total_units,
    customers_domestic, customers_international, customers_unknown_country, is_complete, _updated_at,
    case when is_complete and lag(is_complete) over (order by order_month)
      then lag(gross_revenue) over (order by order_month) end as revenue_month_before,
    case when is_complete and lag(is_complete) over (order by order_month)
      then lag(total_orders) over (order by order_month) end as orders_month_before,
    case when is_complete and lag(is_complete, 12) over (order by order_month)
      then lag(gross_revenue, 12) over (order by order_month) end as revenue_year_before
  from months
)

select
  order_month,
  date_format(order_month, 'yyyy-MM') as order_month_label,
  cast(total_orders as bigint) as total_orders,
  cast(unique_customers as bigint) as unique_customers,
  cast(try_divide(total_orders, unique_customers) as decimal(18,2)) as orders_per_customer,
  gross_revenue,
  total_discounts,
  cast(try_divide(gross_revenue, total_orders) as decimal(18,2)) as avg_order_value,
  cast(total_items as bigint) as total_items,
  cast(total_units as bigint) as total_units,
  cast(try_divide(total_items, total_orders) as decimal(18,2)) as avg_items_per_order,
  cast(customers_domestic as bigint) as customers_domestic,
  cast(customers_international as bigint) as customers_international,
  cast(customers_unknown_country as bigint) as customers_unknown_country,
  cast(try_divide(100 * (gross_revenue - revenue_month_before), revenue_month_before) as decimal(18,2)) as revenue_mom_growth_pct,
  cast(try_divide(100 * (total_orders - orders_month_before), orders_month_before) as decimal(18,2)) as orders_mom_growth_pct,
  cast(try_divide(100 * (gross_revenue - revenue_year_before), revenue_year_before) as decimal(18,2)) as revenue_yoy_growth_pct,
  is_complete,
  cast(_updated_at as timestamp) as _updated_at
from compared
