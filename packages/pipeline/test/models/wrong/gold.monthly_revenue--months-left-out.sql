-- A group by of the orders: a month without any is missing.
-- caught by: gold.monthly_revenue.revenue.no-month-is-left-out
select * from gold.monthly_revenue where total_orders > 0
