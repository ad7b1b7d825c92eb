-- A customer, ordering or not, with what the completed orders say.
-- grain: customer_id
with bought as (
  select
    customer_id,
    count(*) as orders,
    cast(sum(total) as decimal(18,2)) as revenue,
    sum(num_items) as items,
    min(order_date) as first_order_date,
    max(order_date) as last_order_date,
    count_if(order_date > date_sub(:as_of, 30)) as orders_last_30_days,
    max(_updated_at) as _updated_at
  from silver.fact_orders
  where status = 'completed' and order_date <= :as_of
  group by customer_id
),

customers as (
  select
    c.customer_id, c.full_name, c.email, c.country, c.state, c.segment, c.value_segment, c.lifecycle_stage,
    c.marketing_opt_in, c.is_complete_profile, c.registration_date,
    datediff(:as_of, c.registration_date) as days_since_registration,
    coalesce(b.orders, 0) as orders,
    coalesce(b.revenue, cast(0 as decimal(18,2))) as revenue,
    coalesce(b.items, 0) as items,
    b.first_order_date,
    b.last_order_date,
    datediff(:as_of, b.last_order_date) as days_since_last_order,
    datediff(b.last_order_date, b.first_order_date) as lifespan_days,
    coalesce(b.orders_last_30_days, 0) as orders_last_30_days,
    greatest(c._updated_at, b._updated_at) as _updated_at
  from silver.dim_customers c
  left join bought b on b.customer_id = c.customer_id
)

select
  customer_id,
  full_name,
  email,
  country,
  state,
  segment,
  value_segment,
  lifecycle_stage,
  marketing_opt_in,
  registration_date,
  cast(days_since_registration as int) as days_since_registration,
  cast(orders as bigint) as lifetime_orders,
  cast(revenue as decimal(18,2)) as lifetime_revenue,
  cast(try_divide(revenue, orders) as decimal(18,2)) as avg_order_value,
  cast(items as bigint) as total_items_purchased,
  cast(try_divide(items, orders) as decimal(18,2)) as avg_items_per_order,
  first_order_date,
  last_order_date,
  cast(days_since_last_order as int) as days_since_last_order,
  cast(lifespan_days as int) as customer_lifespan_days,
  cast(orders_last_30_days as bigint) as orders_last_30_days,
  cast(try_divide(30 * orders, lifespan_days) as decimal(18,2)) as avg_orders_per_month,
  cast(
    2.5 * cast(least(orders, 10) as int)
    + 0.025 * cast(least(revenue, 1000) as decimal(14,2))
    + case
        when days_since_last_order is null then 0
        when days_since_last_order < 30 then 25
        when days_since_last_order < 90 then 15
        else 5
      end
    + case when marketing_opt_in then 15 else 0 end
    + case when is_complete_profile then 10 else 0 end
    as decimal(18,2)) as customer_quality_score,
  cast(_updated_at as timestamp) as _updated_at
from customers
