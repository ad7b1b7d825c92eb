-- Bronze rows of a shop that nobody would wish for: ties, NULLs, half cents, leap days, years that begin in a week of
-- the year before, names in all scripts. Spread by arithmetic, so that each is met together with most others.
insert into bronze.customers by name
select
  k as customer_id,
  (['Zoë Nuñez', 'O''Brien "Bob" \ Sons', '山田 太郎', 'tab	and
newline', ' trailing ', 'Ana 🥐', 'ÅSE', 'a;b,c'])[1 + k % 8] as full_name,
  case when k % 5 <> 0 then (['Zoe@Example.COM ', 'b@x.example', '', 'ÜNI@example.com'])[1 + k % 4] end as email,
  case when k % 3 <> 0 then '+1 555' end as phone,
  case when k % 4 <> 0 then 'Rue d''Été ' || k end as address,
  case when k % 7 <> 0 then 'Köln' end as city,
  case when k % 8 <> 0 then (['NY', 'Île-de-France', ''])[1 + k % 3] end as state,
  case when k % 6 <> 0 then (['US', 'DE', 'us', ''])[1 + k % 4] end as country,
  case when k % 9 <> 0 then date '1999-02-28' - cast(k * 366 as integer) + 1 end as birth_date,
  (['Premium', 'Standard', 'Budget', null])[1 + k % 4] as segment,
  (['Organic', null, 'Paid', 'Referral'])[1 + k % 4] as acquisition_channel,
  case when k % 3 <> 0 then k % 2 = 0 end as marketing_opt_in,
  ([date '2023-12-31', date '2024-01-01', date '2024-02-29', date '2024-03-31', date '2024-12-30', date '2025-01-01'])[1 + k % 6] as registration_date,
  timestamp '2025-01-01 00:00:00' + to_seconds(k) as updated_at
from range(1, 61) r(k);

-- The same customer later, and twice at the same moment.
insert into bronze.customers by name
select 3 as customer_id, 'Changed' as full_name, date '2024-02-29' as registration_date, timestamp '2025-01-02 00:00:00' as updated_at
union all
select 4, 'Twice ' || k, date '2024-03-31', timestamp '2025-01-02 00:00:00' from range(2) r(k);

insert into bronze.products by name
select
  'P' || k as product_id,
  (['Crème "brûlée"', 'it''s', '日本', 'a\b%_', repeat('x', 10000), 'B🥖'])[1 + k % 6] as product_name,
  (['Patisserie', 'Boulangerie', 'Ünïcode', null])[1 + k % 4] as category,
  case when k % 3 <> 0 then 'sub' || k % 2 end as subcategory,
  case when k % 2 = 0 then 'brand' end as brand,
  ([0.01, 0.03, 9.99, 1234567.89, 0.00])[1 + k % 5]::decimal(18,2) as price,
  case when k % 6 <> 0 then ([0.00, 0.01, 5.55, 2000000.00])[1 + k % 4]::decimal(18,2) end as cost,
  case when k % 7 <> 0 then ([0, 1, 10, 50, 100, 99])[1 + k % 6] end as stock_quantity,
  k % 5 <> 0 as is_active,
  timestamp '2025-01-01 00:00:00.123456' as updated_at
from range(1, 25) r(k);

insert into bronze.order_lines by name
with lines as (
  select
    k, k // 2 as o, 1 + k % 2 as line,
    ([date '2024-01-01', date '2024-02-28', date '2024-02-29', date '2024-03-01', date '2024-03-31', date '2024-06-30',
      date '2024-12-29', date '2024-12-30', date '2024-12-31', date '2025-01-01', date '2025-01-05', date '2025-01-06',
      date '2025-01-30', date '2025-01-31', date '2025-02-28', date '2025-03-01', date '2023-01-01'])[1 + (k // 2) % 17] as day,
    ([0.01, 0.03, 0.05, 0.15, 1.05, 9.99, 19.95, 33.33, 50.00, 149.99, 500.00, 1234567.89])[1 + k % 12]::decimal(18,2) as price,
    ([1, 2, 3, 7, 10])[1 + k % 5] as quantity,
    (['delivered', 'shipped', 'delivered', 'pending', 'cancelled', 'returned', 'delivered'])[1 + (k // 2) % 7] as status
  from range(1, 1201) r(k)
)
select
  1 + o % 53 as customer_id,
  o as order_id,
  day + to_seconds((o * 7919) % 86400) + to_microseconds(o % 3) as order_date,
  'P' || (1 + k % 29) as product_id,
  price, quantity,
  case when k % 4 = 0 then (price * quantity)::decimal(18,2) when k % 4 = 1 then 0.01 when k % 4 = 2 then null else 0 end as discount,
  (price * quantity - case when k % 4 = 0 then price * quantity when k % 4 = 1 then least(0.01, price * quantity) else 0 end)::decimal(18,2) as total_amount,
  (['credit_card', 'debit_card', 'paypal', 'apple_pay', 'bank_transfer', null])[1 + o % 6] as payment_method,
  (['standard', null, 'express'])[1 + o % 3] as shipping_method,
  status as order_status,
  case when o % 11 <> 0 then line end as line_number,
  case when k % 5 <> 0 then (price / 2)::decimal(18,2) end as unit_cost,
  ([0.00, 4.95, null, 0.005])[1 + o % 4]::decimal(18,2) as order_shipping_cost,
  ([0.00, 0.33, null])[1 + o % 3]::decimal(18,2) as order_tax,
  'EUR' as currency,
  (['US', 'DE', null, 'us', ''])[1 + o % 5] as shipping_country,
  case when o % 13 <> 0 then day + to_hours(24 + o % 5) end as updated_at,
  'year=2024/part-' || o % 3 || '.csv' as _file,
  k as _line
from lines;

-- Corrected lines, lines that stand twice, and one dated after everything.
insert into bronze.order_lines by name
select * replace (quantity + 1 as quantity, total_amount + price as total_amount, updated_at + to_days(1) as updated_at, _line + 5000 as _line)
from bronze.order_lines where updated_at is not null and order_id % 19 = 0;
insert into bronze.order_lines by name
select * replace (_line + 9000 as _line) from bronze.order_lines where order_id % 97 = 5;
insert into bronze.order_lines by name
select * replace (timestamp '2999-12-31 23:59:59' as order_date, 1000000 + order_id as order_id)
from bronze.order_lines where order_id = 30;

insert into bronze.products by name
select 'P0' as product_id, 'Unsold' as product_name, 12.34 as price, 7 as stock_quantity, true as is_active, timestamp '2025-01-01 00:00:00' as updated_at;

-- Eleven customers, three products and three categories that share the first place, each in its own ranking; in a cohort
-- of 32, so that their share ends in half a hundredth.
insert into bronze.customers by name
select k as customer_id, 'Twin ' || k as full_name, date '2024-07-01' as registration_date, timestamp '2025-01-01 00:00:00' as updated_at
from range(91, 123) r(k);
insert into bronze.products by name
select product_id, 'Twin' as product_name, category, 9999999.99 as price, true as is_active, timestamp '2025-01-01 00:00:00' as updated_at
from (values ('P90', 'twin'), ('P9A', 'Twin'), ('P100', 'Ťwin')) t(product_id, category);
insert into bronze.order_lines by name
select
  k as customer_id, 5000 + k as order_id, timestamp '2025-01-30 12:00:00' as order_date, product_id, 9999999.99 as price, 1 as quantity,
  0 as discount, 9999999.99 as total_amount, 'delivered' as order_status, line as line_number, 'EUR' as currency,
  'twins.csv' as _file, 10 * k + line as _line
from range(91, 102) r(k), (values ('P90', 1), ('P9A', 2), ('P100', 3)) t(product_id, line);

insert into bronze.web_events by name
select
  'e' || k as event_id,
  ([timestamp '2024-12-29 23:59:59.999999', timestamp '2024-12-30 00:00:00', timestamp '2025-01-05 12:00:00',
    timestamp '2025-01-06 00:00:00', timestamp '2025-01-31 23:59:59', timestamp '2024-02-29 08:00:00',
    timestamp '2025-02-01 00:00:00'])[1 + k % 7] + to_microseconds(-(k % 2)) as event_ts,
  (['page_view', 'product_view', 'add_to_cart', 'search', 'wishlist_add', 'checkout'])[1 + k % 6] as event_type,
  's' || k % 40 as session_id,
  case when k % 3 <> 0 then k % 57 end as customer_id,
  case when k % 4 <> 0 then 'P' || k % 30 end as product_id,
  (['desktop', 'mobile', 'tablet', 'tv', null])[1 + k % 5] as device_type,
  case when k % 4 <> 0 then 'US' end as country,
  (['new_nav', null])[1 + k % 2] as feature_flag
from range(800) r(k);

insert into bronze.campaigns by name
select
  'c' || k % 5 as campaign_id, date '2025-01-31' - cast(k // 5 as integer) as campaign_date, 'Sale ' || k % 5 as campaign_name,
  (['Email', 'Search', 'Social'])[1 + k % 3] as channel,
  ([0, 3, 100, 1000])[1 + k % 4] as impressions, ([0, 1, 7])[1 + k % 3] as clicks, ([0, 0, 1])[1 + k % 3] as conversions,
  ([0.00, 0.01, 99.99])[1 + k % 3]::decimal(18,2) as revenue_attributed, ([0.00, 0.03, 33.33])[1 + (k // 2) % 3]::decimal(18,2) as cost,
  timestamp '2025-02-01 06:00:00' as updated_at
from range(200) r(k);

insert into bronze.customer_changes by name
select
  k as change_id, 1 + k % 30 as customer_id, timestamp '2024-06-01 00:00:00' + to_hours(k % 20 * 24) as changed_at,
  'Name ' || k % 3 as full_name, case when k % 4 <> 0 then 'N' || k % 3 || '@x.example' end as email,
  (['US', 'DE', null])[1 + k % 3] as country, (['Premium', 'Budget', null])[1 + k % 3] as segment, 'Organic' as acquisition_channel
from range(1, 120) r(k);

insert into bronze.experiment_assignments by name
select 'exp_' || k % 3 as experiment_name, k // 3 as customer_id, (['control', 'treatment', 'B'])[1 + (k // 3) % 2 + (k % 30) // 29] as variant,
  timestamp '2024-12-31 23:00:00' + to_hours(k) as assigned_at
from range(150) r(k);

insert into bronze.shipments by name
select
  k as order_id, (['East', 'West', null])[1 + k % 3] as warehouse, (['DHL', null])[1 + k % 2] as carrier,
  ([0.00, 4.955, 12.34])[1 + k % 3]::decimal(18,2) as shipping_cost,
  case when k % 5 <> 0 then timestamp '2024-12-30 10:00:00' + to_hours(k) end as shipped_at,
  case when k % 7 <> 0 then timestamp '2025-01-02 10:00:00' + to_hours(k * 2) end as delivered_at,
  timestamp '2025-01-20 00:00:00' as updated_at
from range(1, 400) r(k);

insert into bronze.user_segments by name
select k % 40 as customer_id, (['VIP', 'Bargain', 'Néw'])[1 + k // 40] as segment_name, timestamp '2025-01-01 00:00:00' as assigned_at
from range(120) r(k);

insert into bronze.support_tickets by name
select
  k as ticket_id, 1 + k % 50 as customer_id, timestamp '2024-12-30 10:00:00' + to_hours(k * 5) as opened_at,
  case when k % 3 <> 0 then timestamp '2024-12-30 10:30:00' + to_hours(k * 5 + k % 9) end as closed_at,
  case when k % 4 <> 0 then 1 + k % 5 end as satisfaction,
  timestamp '2025-01-30 00:00:00' as updated_at
from range(1, 150) r(k);
