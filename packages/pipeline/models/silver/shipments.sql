-- How an order went out.
-- grain: order_id
with newest as (
  select order_id, warehouse, carrier, shipping_cost, shipped_at, delivered_at, updated_at
  from bronze.shipments
  qualify rank() over (partition by order_id order by updated_at desc) = 1
)

select
  order_id,
  warehouse,
  carrier,
  cast(shipping_cost as decimal(18,2)) as shipping_cost,
  cast(shipped_at as timestamp) as shipped_at,
  cast(delivered_at as timestamp) as delivered_at,
  cast(updated_at as timestamp) as _updated_at
from newest
