-- The state at registration where something has changed since, and the state now.
with versions as (
  select *, unnest(case when changed_at is null then [1] else [0, 1] end) as version from profiles
)

select
  customer_id,
  full_name,
  case when version = 1 then email else first_email end as email,
  phone,
  address,
  zip_code,
  city,
  state,
  case when version = 1 then country else first_country end as country,
  birth_date,
  case when version = 1 then segment else first_segment end as segment,
  acquisition_channel,
  marketing_opt_in,
  registration_date,
  case when version = 1 then coalesce(changed_at, registered_at) else registered_at end as updated_at,
  month_of(updated_at) as _month,
  cast(c as bigint) * 2 + version as _row
from versions
