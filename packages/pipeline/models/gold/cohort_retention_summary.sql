-- A registration month with its retention after 0, 1, 3, 6 and 12 months; NULL until that month is over.
-- grain: cohort_month
with cohorts as (
  select
    cohort_month,
    max(cohort_size) as cohort_size,
    max(case when months_since_registration = 0 and is_complete then retention_rate end) as retention_month_0,
    max(case when months_since_registration = 1 and is_complete then retention_rate end) as retention_month_1,
    max(case when months_since_registration = 3 and is_complete then retention_rate end) as retention_month_3,
    max(case when months_since_registration = 6 and is_complete then retention_rate end) as retention_month_6,
    max(case when months_since_registration = 12 and is_complete then retention_rate end) as retention_month_12,
    cast(sum(total_revenue) as decimal(18,2)) as cohort_lifetime_revenue,
    max(_updated_at) as _updated_at
  from gold.customer_cohorts
  group by cohort_month
)

select
  cohort_month,
  cast(cohort_size as bigint) as cohort_size,
  cast(retention_month_0 as decimal(18,2)) as retention_month_0,
  cast(retention_month_1 as decimal(18,2)) as retention_month_1,
  cast(retention_month_3 as decimal(18,2)) as retention_month_3,
  cast(retention_month_6 as decimal(18,2)) as retention_month_6,
  cast(retention_month_12 as decimal(18,2)) as retention_month_12,
  cohort_lifetime_revenue,
  cast(try_divide(cohort_lifetime_revenue, cohort_size) as decimal(18,2)) as revenue_per_customer,
  cast(_updated_at as timestamp) as _updated_at
from cohorts
