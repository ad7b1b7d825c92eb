-- Sparse cohorts joined: a month that ended without an order reads as if it were still to come.
-- caught by: gold.cohort_retention_summary.cohort_summary.retention-month-12-is-that-of-month-12-once-it-has-ended
select s.* replace (case when c.total_orders > 0 then s.retention_month_12 end as retention_month_12)
from gold.cohort_retention_summary s
left join gold.customer_cohorts c on c.cohort_month = s.cohort_month and c.months_since_registration = 12
