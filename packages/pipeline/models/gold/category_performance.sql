-- A category of products; those without one stand together as Unknown.
-- grain: category
with products as (
  select
    coalesce(category, 'Unknown') as category,
    count(*) as product_count,
    count_if(is_active) as active_products,
    sum(revenue_30d) as revenue_30d,
    sum(revenue_90d) as revenue_90d,
    sum(lifetime_revenue) as lifetime_revenue,
    sum(profit_30d) as profit_30d,
    sum(lifetime_profit) as lifetime_profit,
    sum(profit_margin_pct) as margins,
    count(profit_margin_pct) as with_margin,
    sum(qty_sold_30d) as units_30d,
    sum(qty_sold_90d) as units_90d,
    sum(lifetime_quantity_sold) as units,
    sum(views_30d) as views_30d,
    coalesce(sum(stock_quantity), 0) as inventory,
    sum(days_of_inventory) as inventory_days,
    count(days_of_inventory) as with_inventory_days,
    sum(product_health_score) as health_scores,
    max(_updated_at) as _updated_at
  from gold.product_performance
  group by coalesce(category, 'Unknown')
),

ordered as (
  select coalesce(p.category, 'Unknown') as category, count(distinct i.order_id) as orders_30d, count(i.unit_cost) as with_cost_30d
  from silver.fact_orders o
  join silver.fact_order_items i on i.order_id = o.order_id
  join silver.dim_products p on p.product_id = i.product_id
  where o.status = 'completed' and o.order_date > date_sub(:as_of, 30) and o.order_date <= :as_of
  group by coalesce(p.category, 'Unknown')
)

select
  p.category,
  cast(p.product_count as bigint) as product_count,
  cast(p.active_products as bigint) as active_products,
  cast(p.revenue_30d as decimal(18,2)) as revenue_30d,
  cast(p.revenue_90d as decimal(18,2)) as revenue_90d,
  cast(p.lifetime_revenue as decimal(18,2)) as lifetime_revenue,
  cast(p.profit_30d as decimal(18,2)) as profit_30d,
  cast(p.lifetime_profit as decimal(18,2)) as lifetime_profit,
  cast(try_divide(cast(p.margins as decimal(18,2)), p.with_margin) as decimal(18,2)) as avg_profit_margin,
  cast(case
    when o.with_cost_30d > 0
    then try_divide(100 * cast(p.profit_30d as decimal(18,2)), cast(p.revenue_30d as decimal(18,2)))
  end as decimal(18,2)) as margin_30d_pct,
  cast(p.units_30d as bigint) as units_sold_30d,
  cast(p.units_90d as bigint) as units_sold_90d,
  cast(p.units as bigint) as lifetime_units_sold,
  cast(p.views_30d as bigint) as total_views_30d,
  cast(try_divide(100 * coalesce(o.orders_30d, 0), p.views_30d) as decimal(18,2)) as view_to_order_rate_30d,
  cast(p.inventory as bigint) as total_inventory,
  cast(try_divide(cast(p.inventory_days as decimal(18,2)), p.with_inventory_days) as decimal(18,2)) as avg_days_of_inventory,
  cast(try_divide(cast(p.health_scores as decimal(18,2)), p.product_count) as decimal(18,2)) as avg_health_score,
  cast(p._updated_at as timestamp) as _updated_at
from products p
left join ordered o on o.category = p.category
