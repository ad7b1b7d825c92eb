create table carriers as
select * from (
  values (1, 'BlueArrow', 1.6, 0.35), (2, 'NorthPost', 3.4, 0.55), (3, 'ParcelOne', 2.4, 0.4), (4, 'SwiftLine', 1.1, 0.3)
) as t (carrier_number, carrier, days, spread);

-- Who comes back: of three customers of about the same age the most loyal one, whom a treatment makes a little more so.
create macro pulled(c, i) as u(c, 'customer loyalty')
  + case when i between :span - 210 and :span - 90 and u(c, 'experiment checkout_button') >= 0.5 then 0.3 else 0 end
  + case when i >= :span - 75 and u(c, 'experiment recommendations') >= 0.1 then 0.05 else 0 end;
create macro is_guest(o) as u(o, 'order guest') < 0.0015;
create macro back_by(x, o, what) as greatest(0, x - whole(16 * u(o, what)));

create table orders as
with placed as (
  select
    cast(unnest(range(first_order, next_order)) as integer) as o, i, day, f, is_sale, first_order, next_order, first_customer, next_customer
  from days
  where next_order > first_order and i <= :today
),

timed as (
  select
    *,
    day + to_seconds(second_of_day((o - first_order + u(o, 'order second')) / (next_order - first_order))) as order_ts,
    case
      when u(o, 'order new') < 0.3 then 4 * pow(u(o, 'order gap'), 4)
      else gap(u(o, 'order gap'), i + 1)
    end as gap_days
  from placed
),

-- The neighbourhood of customers that registered so many days before.
near as (
  select
    t.*,
    then_.first_customer + whole(u(t.o, 'order customer') * (then_.next_customer - then_.first_customer)) as x
  from timed as t
  join days as then_ on then_.i = greatest(0, t.i - whole(t.gap_days))
),

candidates as (
  select
    *,
    least(x, next_customer - 1) as a,
    back_by(least(x, next_customer - 1), o, 'order candidate') as b,
    back_by(least(x, next_customer - 1), o, 'order other candidate') as c3,
    next_customer + whole(u(o, 'order guest later') * 40 * (next_customer - first_customer)) as later_customer,
    (select max(c) from customers) as last_customer
  from near
),

chosen as (
  select
    * exclude (a, b, c3, x, later_customer, last_customer),
    cast(case
      -- A guest who registers some weeks later, and whose order is then counted as his; until then it is counted as somebody else's.
      when is_guest(o) and later_customer <= last_customer then later_customer
      when u(o, 'order new') < 0.3 then a
      when pulled(a, i) >= pulled(b, i) and pulled(a, i) >= pulled(c3, i) then a
      when pulled(b, i) >= pulled(c3, i) then b
      else c3
    end as integer) as c
  from candidates
),

dispatched as (
  select
    o.*,
    c.registered_at,
    -- Who has moved since lived elsewhere when he ordered.
    case when order_ts >= coalesce(c.moved_at, c.registered_at) then c.country else c.first_country end as lives_in,
    case when order_ts >= coalesce(c.moved_at, c.registered_at) then c.tax_rate else c.first_tax_rate end as tax_rate,
    case when u(o.o, 'order abroad') < 0.03 then pick(['US', 'CA', 'GB', 'DE', 'FR'], u(o.o, 'order abroad to')) else lives_in end as ships_to,
    case
      when u(o.o, 'order lines') < 0.38 then 1
      when u(o.o, 'order lines') < 0.63 then 2
      when u(o.o, 'order lines') < 0.78 then 3
      when u(o.o, 'order lines') < 0.88 then 4
      when u(o.o, 'order lines') < 0.95 then 5
      else 6
    end as line_count,
    case
      when u(o.o, 'order payment') < 0.52 - 0.12 * f then 'credit_card'
      when u(o.o, 'order payment') < 0.72 - 0.17 * f then 'debit_card'
      when u(o.o, 'order payment') < 0.92 - 0.20 * f then 'paypal'
      when u(o.o, 'order payment') < 0.97 - 0.03 * f then 'apple_pay'
      when u(o.o, 'order payment') < 0.985 then 'gift_card'
      else 'bank_transfer'
    end as payment_method,
    case
      when u(o.o, 'order shipping') < 0.66 - 0.06 * f then 'standard'
      when u(o.o, 'order shipping') < 0.87 - 0.02 * f then 'express'
      when u(o.o, 'order shipping') < 0.94 then 'overnight'
      else 'pickup'
    end as shipping_method,
    u(o.o, 'order fate') < 0.032 as is_cancelled,
    u(o.o, 'order fate') between 0.032 and 0.075 as is_returned,
    case
      when u(o.o, 'order carrier') < 0.3 then 1
      when u(o.o, 'order carrier') < 0.6 then 2
      when u(o.o, 'order carrier') < 0.85 then 3
      else 4
    end as carrier_number,
    order_ts + to_seconds(whole(1800 + 30000 * u(o.o, 'order processing'))) as processing_at,
    processing_at + to_seconds(whole(3600 + 100000 * u(o.o, 'order packing'))) as packed_at
  from chosen as o
  join customers as c on c.c = o.c
),

followed as (
  select
    d.* exclude (packed_at),
    k.carrier,
    packed_at as shipped_at,
    packed_at + to_seconds(whole(
      case d.shipping_method when 'pickup' then 14400 when 'overnight' then 43200 else 86400 * k.days * case when d.shipping_method = 'express' then 0.6 else 1 end * case when d.ships_to = 'US' then 1 else 1.8 end end
      * exp(k.spread * z(d.o, 'order transit')) + case when u(d.o, 'order lost') < 0.02 then 86400 * 9 * u(d.o, 'order found') else 0 end
    )) as delivered_at,
    order_ts + to_seconds(whole(60 + 72000 * pow(u(d.o, 'order regret'), 2))) as cancelled_at,
    delivered_at + to_seconds(whole(86400 * (2 + 18 * u(d.o, 'order return')))) as returned_at
  from dispatched as d
  join carriers as k on k.carrier_number = d.carrier_number
),

-- What had happened by the end of the last day.
known as (
  select
    *,
    case
      when is_cancelled and cancelled_at <= :now then 'cancelled'
      when is_returned and returned_at <= :now then 'returned'
      when delivered_at <= :now and not is_cancelled then 'delivered'
      when shipped_at <= :now and not is_cancelled then 'shipped'
      when processing_at <= :now then 'processing'
      else 'pending'
    end as status,
    case status
      when 'cancelled' then cancelled_at
      when 'returned' then returned_at
      when 'delivered' then delivered_at
      when 'shipped' then shipped_at
      when 'processing' then processing_at
      else order_ts
    end as status_at,
    -- Some arrive days late, some are wrong until they are corrected weeks later.
    u(o, 'order late') between 0.004 and 0.011 as is_wrong,
    happened(case when u(o, 'order late') < 0.004 then order_ts + to_seconds(whole(86400 * (1 + 24 * u(o, 'order delay')))) end) as late_at,
    happened(case when is_wrong then order_ts + to_seconds(whole(86400 * (4 + 36 * u(o, 'order delay')))) end) as mended_at
  from followed
)

select
  o,
  cast(1000001 + o as bigint) as order_id,
  c,
  i,
  f,
  is_sale,
  order_ts,
  tax_rate,
  nullif(ships_to, case when u(o, 'order country lost') < 0.003 then ships_to end) as shipping_country,
  ships_to = lives_in as is_home,
  line_count,
  payment_method,
  shipping_method,
  status,
  carrier,
  shipped_at,
  delivered_at,
  returned_at,
  is_cancelled,
  is_returned,
  case when is_wrong then 0 else 1 end as first_version,
  case when is_wrong and mended_at is null then 0 else 1 end as last_version,
  greatest(status_at, late_at, mended_at, registered_at) as updated_at,
  month_of(coalesce(late_at, order_ts)) as first_month,
  coalesce(month_of(mended_at), first_month) as last_month
from known
order by o;
