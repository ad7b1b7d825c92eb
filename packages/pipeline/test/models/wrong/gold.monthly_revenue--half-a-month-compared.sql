-- The current month, a few days old, against a whole one; and the second month against the first, begun midway.
-- caught by: gold.monthly_revenue.revenue.revenue-mom-growth-pct-compares-whole-months
select
  * replace (
    cast(try_divide(100 * (gross_revenue - lag(gross_revenue) over (order by order_month)),
      lag(gross_revenue) over (order by order_month)) as decimal(18,2)) as revenue_mom_growth_pct)
from gold.monthly_revenue
