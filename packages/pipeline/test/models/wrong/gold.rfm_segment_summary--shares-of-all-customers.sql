-- Shares of all registered customers, though only those who ordered have a segment.
-- caught by: gold.rfm_segment_summary.sql.shares-add-up-to-100-per-cent
select s.* replace (cast(try_divide(100 * s.customer_count, c.customers) as decimal(18,2)) as pct_of_customers)
from gold.rfm_segment_summary s
cross join (select count(*) as customers from silver.dim_customers) c
