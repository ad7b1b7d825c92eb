-- The period before without a beginning: all sessions but those of the last thirty days.
-- caught by: gold.executive_summary.sql.previous-values-are-of-the-thirty-days-before
select
  e.* replace (
    case when e.metric_name = 'website_sessions_30d' then s.sessions else e.previous_value end as previous_value)
from gold.executive_summary e
cross join (
  select cast(count(distinct session_id) as decimal(18,2)) as sessions
  from silver.fact_web_events
  where event_date <= date_sub(:as_of, 30)
) s
