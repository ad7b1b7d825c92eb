-- Money is in whole cents until it is written. Version 0 of an order is what it is taken for until it is corrected: its first line has one unit more.
create table lines as
with numbered as (
  select o.o, o.i, o.f, o.is_sale, o.first_version, o.last_version, o.first_month, o.last_month, unnest(range(1, o.line_count + 1)) as line_number, cast(o.o as bigint) * 8 + line_number as n
  from orders as o
),

-- The favourite product, unless it is not on sale that day or the season is against it: then another, then a best seller.
favoured as (
  select
    *,
    ranked(u(n, 'line product'), :products) as favourite,
    ranked(u(n, 'line other product'), :products) as other,
    1 + whole(u(n, 'line best seller') * 10) as best_seller
  from numbered
),

sold as (
  select
    f.* exclude (favourite, other, best_seller),
    case
      when f.i >= a.launched and f.i < a.ended and u(f.n, 'line season') < 0.72 + 0.28 * cos(0.0172024 * ((f.i + :first_day_of_year) - a.peak_day)) then f.favourite
      when f.i >= b.launched and f.i < b.ended then f.other
      else f.best_seller
    end as p
  from favoured as f
  join products as a on a.p = f.favourite
  join products as b on b.p = f.other
),

priced as (
  select
    s.*,
    case
      when u(s.n, 'line quantity') < 0.76 then 1
      when u(s.n, 'line quantity') < 0.91 then 2
      when u(s.n, 'line quantity') < 0.965 then 3
      when u(s.n, 'line quantity') < 0.985 then 4
      else 5
    end as quantity,
    price_cents(p.p, p.base_cents, s.i) as price,
    case when u(s.n, 'line no cost') >= 0.004 then cost_cents(p.base_cents, p.margin, price_level(p.p, s.i)) end as cost,
    case
      when s.is_sale and u(s.n, 'line discounted') < 0.62 then pick([0.15, 0.2, 0.25, 0.3, 0.4], u(s.n, 'line discount'))
      when u(s.n, 'line discounted') < 0.16 then pick([0.05, 0.1, 0.1, 0.15, 0.2], u(s.n, 'line discount'))
      else 0
    end as fraction
  from sold as s
  join products as p on p.p = s.p
),

versions as (
  select *, unnest(range(first_version, last_version + 1)) as version from priced
)

select
  o,
  cast(line_number as tinyint) as line_number,
  cast(version as tinyint) as version,
  version = last_version as is_last,
  case when version = 0 then first_month else last_month end as month,
  cast(p as smallint) as p,
  cast(quantity + case when version = 0 and line_number = 1 then 1 else 0 end as tinyint) as units,
  price,
  cost,
  cast(round(price * units * fraction) as integer) as discount,
  price * units - cast(round(price * units * fraction) as integer) as total
from versions
order by o, line_number, version;

-- Shipping is free from 50 on; overnight never is. Pick-up costs nothing. Tax is due on goods that stay in the customer's country.
create table totals as
with sums as (select o, cast(sum(total) as integer) as net from lines where is_last group by o)

select
  s.o,
  s.net,
  cast(case o.shipping_method
    when 'pickup' then 0
    when 'overnight' then 2499
    when 'express' then case when s.net >= 10000 then 0 else 1299 end
    else case when s.net >= 5000 then 0 else 499 end
  end + case when coalesce(o.shipping_country, 'US') <> 'US' and o.shipping_method <> 'pickup' then 900 else 0 end as integer) as shipping,
  cast(case when o.is_home then round(s.net * o.tax_rate) else 0 end as integer) as tax
from sums as s
join orders as o on o.o = s.o
order by s.o;
