-- Whatever comes after a month without orders is called a growth of 100 per cent.
-- caught by: gold.monthly_revenue.revenue.orders-mom-growth-pct-compares-whole-months
select
  * replace (
    case when is_complete and lag(is_complete) over (order by order_month) and lag(total_orders) over (order by order_month) = 0
      then cast(100 as decimal(18,2)) else orders_mom_growth_pct end as orders_mom_growth_pct)
from gold.monthly_revenue
