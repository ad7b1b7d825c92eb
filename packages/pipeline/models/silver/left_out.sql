-- How many rows the models leave out on purpose, and why.
-- grain: table_name, reason
-- report: left_out
with counted as (
  select 'silver.fact_orders' as table_name, 'dated after as_of' as reason, count_if(order_date > :as_of) as row_count
  from silver.fact_orders
  union all
  select 'silver.fact_web_events', 'dated after as_of', count_if(event_date > :as_of)
  from silver.fact_web_events
  union all
  select 'silver.campaigns', 'dated after as_of', count_if(campaign_date > :as_of)
  from silver.campaigns
  union all
  select 'silver.customer_changes', 'dated after as_of', count_if(cast(changed_at as date) > :as_of)
  from silver.customer_changes
  union all
  select 'silver.experiment_assignments', 'dated after as_of', count_if(cast(assigned_at as date) > :as_of)
  from silver.experiment_assignments
  union all
  select 'silver.support_tickets', 'dated after as_of', count_if(cast(opened_at as date) > :as_of)
  from silver.support_tickets
  union all
  select 'silver.dim_customers', 'registered after as_of', count_if(registration_date > :as_of)
  from silver.dim_customers
  union all
  select 'silver.fact_order_items', 'without unit cost, so without profit', count_if(unit_cost is null)
  from silver.fact_order_items
)

select table_name, reason, cast(row_count as bigint) as row_count
from counted
