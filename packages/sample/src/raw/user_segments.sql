with spent as (
  select c, count(*) as orders, max(order_ts) as last_order, min(order_ts) as first_order from orders where status in ('shipped', 'delivered') group by c
),

members as (
  select c, 'newsletter' as segment_name, registered_at as assigned_at from customers where marketing_opt_in
  union all select c, 'regulars', last_order from spent where orders >= 4
  union all select c, 'sleepers', last_order + interval 200 day from spent where last_order + interval 200 day <= :now
  union all select c, 'sale_hunters', max(order_ts) from orders where is_sale and u(c, 'segment sale hunter') < 0.7 group by c
  union all select c, 'beta_testers', joined_at from (select c, happened(registered_at + to_seconds(whole((epoch(cast(:end as timestamp)) - epoch(registered_at)) * u(c, 'segment beta at')))) as joined_at from customers where u(c, 'segment beta') < 0.03) where joined_at is not null
)

select
  10001 + c as customer_id,
  segment_name,
  assigned_at,
  month_of(assigned_at) as _month,
  row_number() over (order by c, segment_name) as _row
from members
