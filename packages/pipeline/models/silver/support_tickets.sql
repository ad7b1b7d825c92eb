-- A customer's call for help.
-- grain: ticket_id
with newest as (
  select ticket_id, customer_id, opened_at, closed_at, satisfaction, updated_at
  from bronze.support_tickets
  qualify rank() over (partition by ticket_id order by updated_at desc) = 1
)

select
  ticket_id,
  customer_id,
  cast(opened_at as timestamp) as opened_at,
  cast(closed_at as timestamp) as closed_at,
  cast(satisfaction as int) as satisfaction,
  cast(updated_at as timestamp) as _updated_at
from newest
