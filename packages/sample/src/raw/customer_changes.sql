-- A visit to the profile page that changes nothing is recorded as well.
with instants as (
  select c, 0 as what, registered_at as changed_at from profiles
  union all select c, 1, moved_at from profiles where moved_at is not null
  union all select c, 2, risen_at from profiles where risen_at is not null
  union all select c, 3, renamed_at from profiles where renamed_at is not null
  union all select c, 4, risen_at from profiles where risen_at is not null and u(c, 'customer clicks twice') < 0.2
)

select
  100000 + row_number() over (order by n.changed_at, n.c, n.what) as change_id,
  p.customer_id,
  n.changed_at,
  p.full_name,
  case when p.renamed_at <= n.changed_at or p.renamed_at is null then p.email else p.first_email end as email,
  case when p.moved_at <= n.changed_at or p.moved_at is null then p.country else p.first_country end as country,
  case when p.risen_at <= n.changed_at or p.risen_at is null then p.segment else p.first_segment end as segment,
  p.acquisition_channel,
  month_of(n.changed_at) as _month,
  change_id as _row
from instants as n
join profiles as p on p.c = n.c
