-- An ISO week, Monday to Sunday, from the first event to that of as_of; weeks without events are rows of zeros.
-- grain: week_start_date
with kinds as (
  -- Few rows for the eleven counts below to go through: a third of the time that they take over all events
  select
    event_date, event_type, device_type, user_type,
    count(*) as events,
    max(_updated_at) as _updated_at
  from silver.fact_web_events
  where event_date <= :as_of
  group by event_date, event_type, device_type, user_type
),

visitors as (
  select
    trunc(event_date, 'WEEK') as week_start_date,
    count(distinct session_id) as unique_sessions,
    count(distinct customer_id) as unique_authenticated_users
  from silver.fact_web_events
  where event_date <= :as_of
  group by trunc(event_date, 'WEEK')
),

events as (
  select
    trunc(event_date, 'WEEK') as week_start_date,
    min(event_date) as first_date,
    sum(events) as total_events,
    sum(case when event_type = 'page_view' then events end) as page_views,
    sum(case when event_type = 'product_view' then events end) as product_views,
    sum(case when event_type = 'add_to_cart' then events end) as add_to_carts,
    sum(case when event_type = 'search' then events end) as searches,
    sum(case when event_type = 'wishlist_add' then events end) as wishlist_adds,
    sum(case when event_type = 'checkout' then events end) as checkouts,
    sum(case when device_type = 'desktop' then events end) as events_desktop,
    sum(case when device_type = 'mobile' then events end) as events_mobile,
    sum(case when device_type = 'tablet' then events end) as events_tablet,
    sum(case when user_type = 'Authenticated' then events end) as events_authenticated,
    sum(case when user_type = 'Anonymous' then events end) as events_anonymous,
    max(_updated_at) as _updated_at
  from kinds
  group by trunc(event_date, 'WEEK')
),

calendar as (
  select first_date, explode(sequence(trunc(first_date, 'WEEK'), trunc(:as_of, 'WEEK'), interval 7 days)) as week_start_date
  from (select min(first_date) as first_date from events) bounds
),

weeks as (
  select
    c.week_start_date,
    cast(coalesce(e.total_events, 0) as bigint) as total_events,
    cast(coalesce(v.unique_sessions, 0) as bigint) as unique_sessions,
    cast(coalesce(v.unique_authenticated_users, 0) as bigint) as unique_authenticated_users,
    cast(coalesce(e.page_views, 0) as bigint) as page_views,
    cast(coalesce(e.product_views, 0) as bigint) as product_views,
    cast(coalesce(e.add_to_carts, 0) as bigint) as add_to_carts,
    cast(coalesce(e.searches, 0) as bigint) as searches,
    cast(coalesce(e.wishlist_adds, 0) as bigint) as wishlist_adds,
    cast(coalesce(e.checkouts, 0) as bigint) as checkouts,
    cast(coalesce(e.events_desktop, 0) as bigint) as events_desktop,
    cast(coalesce(e.events_mobile, 0) as bigint) as events_mobile,
    cast(coalesce(e.events_tablet, 0) as bigint) as events_tablet,
    cast(coalesce(e.events_authenticated, 0) as bigint) as events_authenticated,
    cast(coalesce(e.events_anonymous, 0) as bigint) as events_anonymous,
    date_add(c.week_start_date, 6) <= :as_of and c.first_date <= c.week_start_date as is_complete,
    e._updated_at
  from calendar c
  left join events e on e.week_start_date = c.week_start_date
  left join visitors v on v.week_start_date = c.week_start_date
)

select
  week_start_date,
  total_events,
  unique_sessions,
  unique_authenticated_users,
  page_views,
  product_views,
  add_to_carts,
  searches,
  wishlist_adds,
  checkouts,
  events_desktop,
  events_mobile,
  events_tablet,
  total_events - events_desktop - events_mobile - events_tablet as events_other_device,
  events_authenticated,
  events_anonymous,
  cast(try_divide(total_events, unique_sessions) as decimal(18,2)) as avg_events_per_session,
  cast(try_divide(100 * add_to_carts, product_views) as decimal(18,2)) as product_to_cart_rate,
  cast(try_divide(100 * searches, page_views) as decimal(18,2)) as search_rate,
  cast(try_divide(100 * events_mobile, total_events) as decimal(18,2)) as mobile_pct,
  cast(try_divide(100 * events_desktop, total_events) as decimal(18,2)) as desktop_pct,
  cast(try_divide(100 * events_tablet, total_events) as decimal(18,2)) as tablet_pct,
  is_complete,
  cast(_updated_at as timestamp) as _updated_at
from weeks
