-- A change of what is known of a customer.
-- grain: change_id
select
  change_id,
  customer_id,
  cast(changed_at as timestamp) as changed_at,
  full_name,
  lower(trim(email)) as email,
  country,
  segment,
  acquisition_channel,
  cast(changed_at as timestamp) as _updated_at
from bronze.customer_changes
