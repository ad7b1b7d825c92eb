-- Profit with the product's cost of today, not with the line's at the time of sale.
-- caught by: gold.product_performance.sql.sales-are-those-of-all-time-of-30-and-of-90-days
select
  * replace (
    cast(lifetime_revenue - lifetime_quantity_sold * coalesce(cost, 0) as decimal(18,2)) as lifetime_profit)
from gold.product_performance
