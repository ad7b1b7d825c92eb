-- What a visit that ends without an order does: its steps, and which of the visit's products each is about (0: none).
create table habits as
select * from (
  values
    (0.26, ['page_view'], [0]),
    (0.40, ['page_view', 'product_view'], [0, 1]),
    (0.52, ['product_view', 'page_view', 'product_view'], [1, 0, 2]),
    (0.64, ['page_view', 'search', 'product_view', 'product_view', 'product_view'], [0, 0, 1, 2, 3]),
    (0.74, ['page_view', 'product_view', 'product_view', 'wishlist_add', 'product_view', 'page_view', 'product_view'], [0, 1, 2, 2, 4, 0, 5]),
    (0.84, ['page_view', 'search', 'search', 'product_view', 'product_view', 'product_view', 'product_view', 'product_view', 'product_view', 'product_view', 'page_view'], [0, 0, 0, 1, 5, 2, 4, 6, 3, 7, 0]),
    (0.94, ['page_view', 'product_view', 'product_view', 'add_to_cart', 'product_view', 'page_view', 'product_view'], [0, 1, 2, 2, 3, 0, 4]),
    (1.01, ['page_view', 'search', 'product_view', 'add_to_cart', 'page_view', 'product_view', 'add_to_cart', 'checkout'], [0, 0, 3, 3, 0, 1, 1, 0])
) as t (upto, steps, abouts);

create macro device_of(p, f) as case when p < 0.46 + 0.14 * f then 'mobile' when p < 0.9 + 0.03 * f then 'desktop' when p < 0.985 then 'tablet' when p < 0.996 then 'smart_tv' end;
create macro flag_of(p, f) as case when f > 0.8 and p < 0.3 then 'new_search' when f > 0.5 and p < 0.5 then 'sticky_cart' end;

-- Visits without an order; those with one are the tracked orders.
create table visits as
with entered as (
  select
    unnest(range(first_visit, next_visit)) as v, i, day, f, first_visit, next_visit, first_customer, next_customer
  from days
  where next_visit > first_visit and i <= :today
),

begun as (
  select
    v,
    f,
    i,
    next_customer,
    day + to_seconds(least(80000, second_of_day((v - first_visit + u(v, 'visit second')) / (next_visit - first_visit)))) as started_at,
    u(v, 'visit habit') as habit,
    case when u(v, 'visit signed in') < 0.2 + 0.35 * u(v, 'visit habit') then i - whole(gap(u(v, 'visit gap'), i + 1)) end as customer_from
  from entered
)

select
  b.v,
  b.f,
  b.started_at,
  h.steps,
  h.abouts,
  case when t.i is not null then cast(least(
    b.next_customer - 1,
    back_by(t.first_customer + whole(u(b.v, 'visit customer') * (t.next_customer - t.first_customer)), b.v, 'visit candidate')
  ) as integer) end as c,
  happened(case when u(b.v, 'visit late') < 0.002 then b.started_at + to_seconds(whole(86400 * 20 * u(b.v, 'visit delay'))) end) as late_at,
  month_of(coalesce(late_at, started_at)) as month
from begun as b
asof join habits as h on b.habit < h.upto
left join days as t on t.i = case when b.customer_from > 0 then b.customer_from when b.customer_from <= 0 then 0 end
order by b.v;

create macro is_tracked(o) as u(o, 'order tracked') < 0.34 and not is_guest(o);
