-- Earlier orders are pulled into month 0 with greatest(), as activity and revenue.
-- caught by: gold.customer_cohorts.cohort.active-customers-and-sums-of-the-last-13-months-are-the-orde
select
  g.* replace (
    coalesce(o.orders, 0) as total_orders,
    cast(coalesce(o.revenue, 0) as decimal(18,2)) as total_revenue)
from gold.customer_cohorts g
left join (
  select
    trunc(c.registration_date, 'MM') as cohort_month,
    greatest(cast(months_between(trunc(o.order_date, 'MM'), trunc(c.registration_date, 'MM')) as int), 0) as months,
    count(*) as orders,
    sum(o.total) as revenue
  from silver.fact_orders o
  join silver.dim_customers c on c.customer_id = o.customer_id
  where o.status = 'completed' and o.order_date <= :as_of and c.registration_date <= :as_of
  group by 1, 2
) o on o.cohort_month = g.cohort_month and o.months = g.months_since_registration
