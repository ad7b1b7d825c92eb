-- A product, sold or not, with its sales, its views and its stock.
-- grain: product_id
with lines as (
  select
    i.product_id,
    i.order_id,
    o.order_date > date_sub(:as_of, 30) as in_30d,
    o.order_date > date_sub(:as_of, 90) as in_90d,
    i.quantity,
    i.total_price,
    i.total_price - i.quantity * i.unit_cost as profit,
    greatest(i._updated_at, o._updated_at) as _updated_at
  from silver.fact_order_items i
  join silver.fact_orders o on o.order_id = i.order_id
  where o.status = 'completed' and o.order_date <= :as_of
),

sold as (
  select
    product_id,
    sum(quantity) as quantity,
    cast(sum(total_price) as decimal(18,2)) as revenue,
    count(distinct order_id) as orders,
    cast(coalesce(sum(profit), 0) as decimal(18,2)) as profit,
    coalesce(sum(case when in_30d then quantity end), 0) as quantity_30d,
    cast(coalesce(sum(case when in_30d then total_price end), 0) as decimal(18,2)) as revenue_30d,
    count(distinct case when in_30d then order_id end) as orders_30d,
    cast(coalesce(sum(case when in_30d then profit end), 0) as decimal(18,2)) as profit_30d,
    coalesce(sum(case when in_90d then quantity end), 0) as quantity_90d,
    cast(coalesce(sum(case when in_90d then total_price end), 0) as decimal(18,2)) as revenue_90d,
    max(_updated_at) as _updated_at
  from lines
  group by product_id
),

viewed as (
  select
    product_id,
    count(*) as views,
    count(distinct session_id) as sessions,
    count(distinct customer_id) as viewers,
    max(_updated_at) as _updated_at
  from silver.fact_web_events
  where event_type = 'product_view' and event_date > date_sub(:as_of, 30) and event_date <= :as_of
  group by product_id
),

products as (
  select
    p.product_id, p.product_name, p.category, p.subcategory, p.brand, p.price, p.cost, p.profit_margin_pct,
    p.stock_quantity, p.stock_status, p.is_active,
    coalesce(s.quantity, 0) as quantity,
    coalesce(s.revenue, cast(0 as decimal(18,2))) as revenue,
    coalesce(s.orders, 0) as orders,
    coalesce(s.profit, cast(0 as decimal(18,2))) as profit,
    coalesce(s.quantity_30d, 0) as quantity_30d,
    coalesce(s.revenue_30d, cast(0 as decimal(18,2))) as revenue_30d,
    coalesce(s.orders_30d, 0) as orders_30d,
    coalesce(s.profit_30d, cast(0 as decimal(18,2))) as profit_30d,
    coalesce(s.quantity_90d, 0) as quantity_90d,
    coalesce(s.revenue_90d, cast(0 as decimal(18,2))) as revenue_90d,
    coalesce(v.views, 0) as views,
    coalesce(v.sessions, 0) as sessions,
    coalesce(v.viewers, 0) as viewers,
    greatest(p._updated_at, s._updated_at, v._updated_at) as _updated_at
  from silver.dim_products p
  left join sold s on s.product_id = p.product_id
  left join viewed v on v.product_id = p.product_id
)

select
  product_id,
  product_name,
  category,
  subcategory,
  brand,
  price,
  cost,
  profit_margin_pct,
  stock_quantity,
  stock_status,
  is_active,
  cast(quantity as bigint) as lifetime_quantity_sold,
  cast(revenue as decimal(18,2)) as lifetime_revenue,
  cast(orders as bigint) as lifetime_orders,
  cast(quantity_30d as bigint) as qty_sold_30d,
  cast(revenue_30d as decimal(18,2)) as revenue_30d,
  cast(orders_30d as bigint) as orders_30d,
  cast(quantity_90d as bigint) as qty_sold_90d,
  cast(revenue_90d as decimal(18,2)) as revenue_90d,
  cast(views as bigint) as views_30d,
  cast(sessions as bigint) as sessions_30d,
  cast(viewers as bigint) as viewers_30d,
  cast(try_divide(100 * orders_30d, views) as decimal(18,2)) as view_to_order_rate_30d,
  cast(try_divide(quantity_30d, 30) as decimal(18,2)) as daily_velocity_30d,
  cast(try_divide(quantity_90d, 90) as decimal(18,2)) as daily_velocity_90d,
  cast(profit_30d as decimal(18,2)) as profit_30d,
  cast(profit as decimal(18,2)) as lifetime_profit,
  cast(try_divide(30 * stock_quantity, quantity_30d) as decimal(18,2)) as days_of_inventory,
  cast(
    least(3 * orders_30d, 30)
    + case when stock_quantity >= 100 then 20 when stock_quantity >= 50 then 15 when stock_quantity > 0 then 10 else 0 end
    + case when profit_margin_pct >= 50 then 25 when profit_margin_pct >= 30 then 20 when profit_margin_pct >= 20 then 15 else 10 end
    + least(0.15 * views, 15)
    + case when is_active then 10 else 0 end
    as decimal(18,2)) as product_health_score,
  case
    when revenue_30d >= 1000 then 'Platinum'
    when revenue_30d >= 500 then 'Gold'
    when revenue_30d >= 100 then 'Silver'
    when revenue_30d > 0 then 'Bronze'
    else 'Inactive'
  end as performance_tier_30d,
  cast(_updated_at as timestamp) as _updated_at
from products
