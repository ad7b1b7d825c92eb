-- A count without distinct: retention beyond 100 per cent.
-- caught by: gold.customer_cohorts.cohort.no-more-customers-are-active-than-there-are
select
  * replace (
    total_orders as active_customers,
    cast(try_divide(100 * total_orders, cohort_size) as decimal(18,2)) as retention_rate)
from gold.customer_cohorts
