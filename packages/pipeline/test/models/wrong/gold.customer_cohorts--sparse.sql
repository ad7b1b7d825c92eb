-- Months in which nobody ordered have no row.
-- caught by: gold.customer_cohorts.cohort.offsets-run-without-gaps-from-0-to-the-month-of-as-of
select * from gold.customer_cohorts where total_orders > 0
