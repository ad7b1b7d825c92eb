with steps as (
  select
    v.v * 2 as session,
    unnest(range(1, len(v.steps) + 1)) as step,
    v.steps[step] as event_type,
    v.abouts[step] as about,
    v.started_at + to_seconds(step * step * 7 + whole(step * 30 * u(v.v, 'visit pace'))) as event_ts,
    case when about > 0 then ranked(u(v.v * 16 + about, 'visit product'), :products) end as p,
    v.c,
    v.f,
    v.late_at,
    v.month
  from visits as v
),

browsed as (
  select session, step, event_type, event_ts, p, c, f, late_at, month from steps
),

tracked as (
  select o * 2 + 1 as session, o, c, f, order_ts, line_count, first_month as month from orders where is_tracked(o)
),

bought as (
  select
    t.session,
    unnest([l.line_number * 2 + 1, l.line_number * 2 + 2]) as step,
    case when step % 2 = 1 then 'product_view' else 'add_to_cart' end as event_type,
    t.order_ts - to_seconds(30 + (t.line_count * 2 + 2 - step) * 25 + whole(20 * u(t.o * 8 + l.line_number, 'order pace'))) as event_ts,
    l.p,
    t.c,
    t.f,
    cast(null as timestamp) as late_at,
    t.month
  from tracked as t
  join lines as l on l.o = t.o and l.is_last
),

paid as (
  select
    session,
    unnest([1, 2, 15]) as step,
    case step when 1 then 'page_view' when 2 then 'search' else 'checkout' end as event_type,
    case when step = 15 then order_ts - to_seconds(12) else order_ts - to_seconds(60 + (line_count * 2 + 2 - step) * 25) end as event_ts,
    cast(null as bigint) as p,
    c,
    f,
    cast(null as timestamp) as late_at,
    month
  from tracked
),

events as (
  select * from browsed
  union all by name select * from bought
  union all by name select * from paid where step <> 2 or u(session, 'order searched') < 0.4
)

select
  'e' || lpad(cast(e.session * 16 + e.step as varchar), 11, '0') as event_id,
  e.event_ts,
  e.event_type,
  's' || lpad(cast(e.session as varchar), 10, '0') as session_id,
  case when e.session % 2 = 0 or u(e.session, 'order signed in') < 0.85 then 10001 + e.c end as customer_id,
  p.product_id,
  device_of(u(e.session, 'session device'), e.f) as device_type,
  case when u(e.session, 'session country') < 0.97 then coalesce(c.country, pick(['US', 'US', 'US', 'CA', 'GB', 'DE', 'FR', 'AU'], u(e.session, 'session place'))) end as country,
  flag_of(u(e.session, 'session flag'), e.f) as feature_flag,
  greatest(e.event_ts, coalesce(e.late_at, e.event_ts)) as updated_at,
  e.month as _month,
  epoch_us(e.event_ts) as _row
from events as e
left join products as p on p.p = e.p
left join customers as c on c.c = e.c
where e.event_ts >= cast(:since as timestamp)
