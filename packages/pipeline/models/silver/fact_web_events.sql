-- An event on the website.
-- grain: event_id
-- cluster: event_date
with newest as (
  select
    event_id, event_ts, event_type, session_id, customer_id, product_id, device_type, country, feature_flag,
    coalesce(updated_at, event_ts) as _updated_at
  from bronze.web_events
  qualify rank() over (partition by event_id order by coalesce(updated_at, event_ts) desc) = 1
)

select
  event_id,
  cast(event_ts as timestamp) as event_ts,
  cast(event_ts as date) as event_date,
  event_type,
  session_id,
  customer_id,
  product_id,
  device_type,
  case when customer_id is null then 'Anonymous' else 'Authenticated' end as user_type,
  country,
  feature_flag,
  cast(_updated_at as timestamp) as _updated_at
from newest
