select
  c.customer_id,
  c.full_name as customer_name,
  c.email,
  c.phone,
  c.address,
  c.city,
  c.state,
  c.zip_code,
  c.segment as customer_segment,
  c.registration_date,
  o.order_id,
  strftime(o.order_ts, '%Y-%m-%d %H:%M:%S') as order_date,
  p.product_id,
  p.product_name,
  p.category,
  p.subcategory,
  p.brand,
  money(l.price) as price,
  l.units as quantity,
  money(l.discount) as discount,
  money(l.total) as total_amount,
  o.payment_method,
  o.shipping_method,
  case when l.is_last then o.status else 'pending' end as order_status,
  l.line_number,
  money(l.cost) as unit_cost,
  money(t.shipping) as order_shipping_cost,
  money(t.tax) as order_tax,
  'USD' as currency,
  o.shipping_country,
  case when l.is_last then o.updated_at else o.order_ts end as updated_at,
  l.month as _month,
  cast(l.o as bigint) * 16 + l.line_number * 2 + l.version as _row
from lines as l
join orders as o on o.o = l.o
join totals as t on t.o = l.o
join profiles as c on c.c = o.c
join products as p on p.p = l.p
