-- A profit of nothing, because no line has a cost, is taken for a margin of nothing.
-- caught by: gold.category_performance.sql.the-margin-is-profit-over-revenue-unknown-without-a-cost
select * replace (cast(try_divide(100 * profit_30d, revenue_30d) as decimal(18,2)) as margin_30d_pct)
from gold.category_performance
