-- An event on the website. No web events are in the file, so there are none.
-- grain: event_id
select
  cast(null as string) as event_id,
  cast(null as timestamp) as event_ts,
  cast(null as date) as event_date,
  cast(null as string) as event_type,
  cast(null as string) as session_id,
  cast(null as bigint) as customer_id,
  cast(null as string) as product_id,
  cast(null as string) as device_type,
  cast(null as string) as user_type,
  cast(null as string) as country,
  cast(null as string) as feature_flag,
  cast(null as timestamp) as _updated_at
where 1 = 0
