-- Months that a cohort has not reached read as if nobody had come.
-- caught by: gold.cohort_retention_summary.cohort_summary.retention-month-12-is-that-of-month-12-once-it-has-ended
select * replace (coalesce(retention_month_12, cast(0 as decimal(18,2))) as retention_month_12)
from gold.cohort_retention_summary
