-- A customer: registered on the day of the first invoice, living where the last one says.
-- grain: customer_id
with orders as (
  select
    customer_id,
    shipping_country,
    min(order_date) over (partition by customer_id) as registration_date,
    max(case when order_date <= :as_of then order_date end) over (partition by customer_id) as last_order_date,
    sum(case when order_date <= :as_of then total end) over (partition by customer_id) as revenue,
    max(_updated_at) over (partition by customer_id) as _updated_at
  from silver.fact_orders
  qualify row_number() over (partition by customer_id order by order_ts desc, order_id desc) = 1
)

select
  customer_id,
  cast(null as string) as full_name,
  cast(null as string) as email,
  cast(null as string) as phone,
  cast(null as string) as address,
  cast(null as string) as zip_code,
  cast(null as string) as city,
  cast(null as string) as state,
  shipping_country as country,
  cast('Unknown' as string) as age_segment,
  cast(null as string) as segment,
  case when revenue >= 1000 then 'High' when revenue >= 250 then 'Medium' else 'Low' end as value_segment,
  case
    when last_order_date is null then 'New'
    when datediff(:as_of, last_order_date) < 90 then 'Active'
    when datediff(:as_of, last_order_date) < 180 then 'At Risk'
    when datediff(:as_of, last_order_date) < 365 then 'Dormant'
    else 'Lost'
  end as lifecycle_stage,
  cast(null as string) as acquisition_channel,
  false as marketing_opt_in,
  false as is_complete_profile,
  registration_date,
  _updated_at
from orders
