-- The days' customers added up: who came on three days is three customers.
-- caught by: gold.monthly_revenue.sql.customers-of-the-last-four-months-are-counted-once-a-month
select m.* replace (d.customers as unique_customers)
from gold.monthly_revenue m
join (
  select trunc(order_date, 'MM') as order_month, cast(sum(unique_customers) as bigint) as customers
  from gold.daily_revenue
  group by trunc(order_date, 'MM')
) d on d.order_month = m.order_month
