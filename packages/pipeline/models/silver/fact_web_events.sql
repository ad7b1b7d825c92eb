-- An event on the website. A later version of an event replaces it.
-- grain: event_id
-- cluster: event_date
with events as (
  select
    event_id, event_ts, event_type, session_id, customer_id, product_id, device_type, country, feature_flag,
    coalesce(updated_at, event_ts) as _updated_at
  from bronze.web_events
),

repeated as (
  select event_id, max(_updated_at) as newest
  from events
  group by event_id
  having count(*) > 1
)

select
  e.event_id,
  cast(e.event_ts as timestamp) as event_ts,
  cast(e.event_ts as date) as event_date,
  e.event_type,
  e.session_id,
  e.customer_id,
  e.product_id,
  e.device_type,
  case when e.customer_id is null then 'Anonymous' else 'Authenticated' end as user_type,
  e.country,
  e.feature_flag,
  cast(e._updated_at as timestamp) as _updated_at
from events e
left join repeated r on r.event_id = e.event_id
where r.event_id is null or e._updated_at = r.newest
