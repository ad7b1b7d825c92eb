-- The first days are averages of the few days there are.
-- caught by: gold.daily_revenue.revenue.revenue-30d-avg-averages-30-whole-days-of-gross-revenue
select
  * replace (
    cast(avg(gross_revenue) over (order by order_date rows between 29 preceding and current row) as decimal(18,2))
      as revenue_30d_avg)
from gold.daily_revenue
