-- How many rows the models leave out on purpose, and why. Of a line that breaks several rules the first one counts.
-- grain: table_name, reason
-- report: left_out
with counted as (
  select 'silver.invoice_lines' as table_name, left_out_because as reason, count(*) as row_count
  from silver.invoice_lines
  where left_out_because is not null
  group by left_out_because
  union all
  select 'silver.fact_orders', 'dated after as_of', count_if(order_date > :as_of)
  from silver.fact_orders
  union all
  select 'silver.dim_customers', 'registered after as_of', count_if(registration_date > :as_of)
  from silver.dim_customers
  union all
  select 'silver.fact_order_items', 'without unit cost, so without profit', count_if(unit_cost is null)
  from silver.fact_order_items
)

select table_name, reason, cast(row_count as bigint) as row_count
from counted
