-- Seven daily averages averaged: a day with one order weighs as much as a day with a hundred.
-- caught by: gold.daily_revenue.revenue.avg-order-value-7d-averages-7-whole-days-of-gross-revenue
select
  * replace (
    case when revenue_7d_avg is not null then
      cast(avg(avg_order_value) over (order by order_date rows between 6 preceding and current row) as decimal(18,2))
    end as avg_order_value_7d)
from gold.daily_revenue
