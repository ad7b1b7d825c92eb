-- A line that is a sale, numbered by its place in the file.
-- grain: order_id, line_number
-- cluster: order_id
select
  order_id,
  cast(row_number() over (partition by order_id order by _file, _line) as int) as line_number,
  product_id,
  quantity,
  cast(unit_price as decimal(18,2)) as unit_price,
  cast(null as decimal(18,2)) as unit_cost,
  cast(case when total_price > 0 then 0 end as decimal(18,4)) as discount,
  total_price,
  _updated_at
from silver.invoice_lines
where left_out_because is null
