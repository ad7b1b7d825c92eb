-- A marketing segment that a customer is in. No segments are in the file, so there are none.
-- grain: customer_id, segment_name
select
  cast(null as bigint) as customer_id,
  cast(null as string) as segment_name,
  cast(null as timestamp) as assigned_at,
  cast(null as timestamp) as _updated_at
where 1 = 0
