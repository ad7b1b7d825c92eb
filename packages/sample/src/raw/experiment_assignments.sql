-- Assigned when first seen signed in while the experiment ran; a few are assigned ahead and may never be seen.
with seen as (
  select c, started_at as at from visits where c is not null
  union all select c, order_ts - interval 10 minute from orders where is_tracked(o)
),

assigned as (
  select e.experiment_name, s.c, min(s.at) as assigned_at
  from experiments as e
  join days as a on a.i = e.from_i
  join days as b on b.i = e.to_i - 1
  join seen as s on s.at >= a.day and s.at < b.day + 1
  group by e.experiment_name, s.c
  union all
  select e.experiment_name, c.c, a.day + interval 5 minute
  from experiments as e
  join days as a on a.i = e.from_i
  join customers as c on c.registration_date < a.day and u(c.c, 'assigned ahead ' || e.experiment_name) < 0.02
),

first_assigned as (
  select experiment_name, c, min(assigned_at) as assigned_at from assigned group by experiment_name, c
)

select
  a.experiment_name,
  10001 + a.c as customer_id,
  variant_of(a.c, e.experiment_name, e.upto, e.variants) as variant,
  a.assigned_at,
  month_of(a.assigned_at) as _month,
  row_number() over (order by a.assigned_at, a.experiment_name, a.c) as _row
from first_assigned as a
join experiments as e on e.experiment_name = a.experiment_name
