-- Windows over the days that have orders, laid out on the calendar afterwards.
-- caught by: gold.daily_revenue.revenue.revenue-7d-avg-averages-7-whole-days-of-gross-revenue
select d.* replace (w.revenue_7d_avg as revenue_7d_avg)
from gold.daily_revenue d
left join (
  select
    order_date,
    case when count(*) over week = 7 then cast(try_divide(sum(gross_revenue) over week, 7) as decimal(18,2)) end
      as revenue_7d_avg
  from gold.daily_revenue
  where total_orders > 0
  window week as (order by order_date rows between 6 preceding and current row)
) w on w.order_date = d.order_date
