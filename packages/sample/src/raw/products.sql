-- A tenth of the products had another price and stock on record some weeks ago.
with versions as (
  select
    *,
    unnest(case when u(p, 'product restated') < 0.1 then [0, 1] else [1] end) as version,
    cast(:now as timestamp) - to_seconds(whole(86400 * (20 * u(p, 'product recorded') + case when version = 0 then 30 else 0 end))) as updated_at
  from products
)

select
  product_id,
  product_name,
  category,
  subcategory,
  brand,
  money(price_cents(p, base_cents, :span - 1) - case when version = 0 then 100 else 0 end) as price,
  case when u(p, 'product no cost') >= 0.01 then money(cost_cents(base_cents, margin, price_level(p, :span - 1))) end as cost,
  case
    when ended < :span then 0
    when u(p, 'product stock out') < 0.04 then 0
    else whole(5 + exp(3.2 + 1.1 * z(p, 'product stock')) * pow(:products / p, 0.35)) + case when version = 0 then 12 else 0 end
  end as stock_quantity,
  ended >= :span as is_active,
  updated_at,
  month_of(updated_at) as _month,
  p * 2 + version as _row
from versions
where launched < :span
