-- A stock code that was sold: named and priced as on its last line. Codes of five digits are goods, as the file's
-- authors say, and so are the cushion pads; the rest is postage, bank charges and corrections by hand.
-- grain: product_id
with newest as (
  select product_id, product_name, unit_price, _updated_at
  from silver.invoice_lines
  where left_out_because is null
  qualify row_number() over (partition by product_id order by invoiced_at desc, order_id desc, _file desc, _line desc) = 1
)

select
  product_id,
  product_name,
  case when regexp_like(product_id, '^[0-9]{5}') or product_id = 'PADS' then 'Goods' else 'Postage and charges' end as category,
  cast(null as string) as subcategory,
  cast(null as string) as brand,
  cast(unit_price as decimal(18,2)) as price,
  cast(null as decimal(18,2)) as cost,
  cast(null as decimal(18,2)) as profit_margin_pct,
  cast(null as bigint) as stock_quantity,
  cast('Unknown' as string) as stock_status,
  true as is_active,
  _updated_at
from newest
