-- Every product is recorded anew each twenty days. A tenth of them had another price and stock on record some weeks ago.
with versions as (
  select
    *,
    unnest(case when u(p, 'product restated') < 0.1 then [0, 1] else [1] end) as version,
    cast(:now as timestamp)
    - to_seconds((epoch_us(cast(:now as timestamp)) // 1000000 + whole(1728000 * u(p, 'product recorded'))) % 1728000 + case when version = 0 then 2592000 else 0 end) as updated_at,
    greatest(launched, date_diff('day', cast(:since as timestamp), updated_at)) as recorded
  from products
)

select
  product_id,
  product_name,
  category,
  subcategory,
  brand,
  money(price_cents(p, base_cents, recorded) - case when version = 0 then 100 else 0 end) as price,
  case when u(p, 'product no cost') >= 0.01 then money(cost_cents(base_cents, margin, price_level(p, recorded))) end as cost,
  case
    when ended <= :today then 0
    when u(p, 'product stock out') < 0.04 then 0
    else whole(5 + exp(3.2 + 1.1 * z(p, 'product stock')) * pow(:products / p, 0.35)) + case when version = 0 then 12 else 0 end
  end as stock_quantity,
  ended > :today as is_active,
  updated_at,
  month_of(updated_at) as _month,
  p * 2 + version as _row
from versions
where launched <= :today
