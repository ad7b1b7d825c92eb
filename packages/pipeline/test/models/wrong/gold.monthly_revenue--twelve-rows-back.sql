-- Twelve of the months that have orders: after a month without any, thirteen months back.
-- caught by: gold.monthly_revenue.revenue.revenue-yoy-growth-pct-compares-whole-months
select m.* replace (cast(try_divide(100 * (m.gross_revenue - r.before), r.before) as decimal(18,2)) as revenue_yoy_growth_pct)
from gold.monthly_revenue m
left join (
  select
    order_month,
    case when is_complete and lag(is_complete, 12) over (order by order_month)
      then lag(gross_revenue, 12) over (order by order_month) end as before
  from gold.monthly_revenue
  where total_orders > 0
) r on r.order_month = m.order_month
