-- A customer. Without a customer master the order lines are it: the newest line of each customer speaks.
-- grain: customer_id
with known as (
  select
    customer_id, full_name, email, phone, address, zip_code, city, state, country, birth_date, segment,
    acquisition_channel, marketing_opt_in, registration_date, updated_at
  from bronze.customers
  qualify rank() over (partition by customer_id order by updated_at desc) = 1
),

seen as (
  select
    customer_id, customer_name, email, phone, address, zip_code, city, state, shipping_country, customer_segment,
    coalesce(registration_date, cast(min(order_date) over (partition by customer_id) as date)) as registration_date,
    coalesce(updated_at, order_date) as updated_at
  from bronze.order_lines
  where not exists (select 1 from bronze.customers)
  qualify row_number() over (
    partition by customer_id
    order by coalesce(updated_at, order_date) desc, order_id desc, line_number, _file, _line) = 1
),

master as (
  select
    customer_id, full_name, email, phone, address, zip_code, city, state, country, birth_date, segment,
    acquisition_channel, marketing_opt_in, registration_date, updated_at
  from known
  union all
  select
    customer_id, customer_name, email, phone, address, zip_code, city, state, shipping_country, cast(null as date),
    customer_segment, cast(null as string), cast(null as boolean), registration_date, updated_at
  from seen
),

bought as (
  select
    customer_id,
    cast(sum(total) as decimal(18,2)) as revenue,
    max(order_date) as last_order_date
  from silver.fact_orders
  where status = 'completed' and order_date <= :as_of
  group by customer_id
)

select
  m.customer_id,
  m.full_name,
  lower(trim(m.email)) as email,
  m.phone,
  m.address,
  m.zip_code,
  m.city,
  m.state,
  m.country,
  case
    when m.birth_date is null then 'Unknown'
    when m.birth_date > add_months(:as_of, -300) then 'Under 25'
    when m.birth_date > add_months(:as_of, -420) then '25-34'
    when m.birth_date > add_months(:as_of, -540) then '35-44'
    when m.birth_date > add_months(:as_of, -660) then '45-54'
    else '55 and over'
  end as age_segment,
  m.segment,
  case when b.revenue >= 1000 then 'High' when b.revenue >= 250 then 'Medium' else 'Low' end as value_segment,
  case
    when b.customer_id is null and datediff(:as_of, m.registration_date) < 30 then 'New'
    when b.customer_id is null then 'Lost'
    when datediff(:as_of, b.last_order_date) < 90 then 'Active'
    when datediff(:as_of, b.last_order_date) < 180 then 'At Risk'
    when datediff(:as_of, b.last_order_date) < 365 then 'Dormant'
    else 'Lost'
  end as lifecycle_stage,
  m.acquisition_channel,
  coalesce(m.marketing_opt_in, false) as marketing_opt_in,
  coalesce(trim(m.full_name), '') <> '' and coalesce(trim(m.email), '') <> '' and coalesce(trim(m.phone), '') <> ''
    and coalesce(trim(m.address), '') <> '' and coalesce(trim(m.city), '') <> '' as is_complete_profile,
  m.registration_date,
  cast(m.updated_at as timestamp) as _updated_at
from master m
left join bought b on b.customer_id = m.customer_id
