-- How an order went out. The file does not say how orders went out, so there are none.
-- grain: order_id
select
  cast(null as string) as order_id,
  cast(null as string) as warehouse,
  cast(null as string) as carrier,
  cast(null as decimal(18,2)) as shipping_cost,
  cast(null as timestamp) as shipped_at,
  cast(null as timestamp) as delivered_at,
  cast(null as timestamp) as _updated_at
where 1 = 0
