-- A marketing segment that a customer is in.
-- grain: customer_id, segment_name
select
  customer_id,
  segment_name,
  cast(assigned_at as timestamp) as assigned_at,
  cast(assigned_at as timestamp) as _updated_at
from bronze.user_segments
