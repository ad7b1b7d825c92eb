-- A group by of the orders: days without any are missing.
-- caught by: gold.daily_revenue.revenue.no-day-is-left-out
select * from gold.daily_revenue where total_orders > 0
