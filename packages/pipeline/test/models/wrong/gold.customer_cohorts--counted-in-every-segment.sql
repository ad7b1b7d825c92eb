-- A fan-out join: a customer stands in the cohort once for each marketing segment.
-- caught by: gold.customer_cohorts.cohort.sizes-are-the-customers-counted-again
select
  g.* replace (
    s.members as cohort_size,
    cast(try_divide(100 * g.active_customers, s.members) as decimal(18,2)) as retention_rate,
    cast(try_divide(g.total_revenue, s.members) as decimal(18,2)) as revenue_per_cohort_customer)
from gold.customer_cohorts g
join (
  select trunc(c.registration_date, 'MM') as cohort_month, count(*) as members
  from silver.dim_customers c
  left join silver.user_segments u on u.customer_id = c.customer_id
  where c.registration_date <= :as_of
  group by trunc(c.registration_date, 'MM')
) s on s.cohort_month = g.cohort_month
