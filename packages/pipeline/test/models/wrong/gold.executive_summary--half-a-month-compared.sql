-- Growth of the newest month, though it has only begun.
-- caught by: gold.executive_summary.sql.the-other-figures-are-those-of-the-tables-they-sum-up
select
  e.* replace (
    case when e.metric_name = 'revenue_growth_last_month' then g.growth else e.metric_value end as metric_value)
from gold.executive_summary e
cross join (
  select
    cast(100 * try_divide(max_by(gross_revenue, order_month) - max(case when back = 2 then gross_revenue end),
      max(case when back = 2 then gross_revenue end)) as decimal(18,2)) as growth
  from (
    select order_month, gross_revenue, row_number() over (order by order_month desc) as back
    from gold.monthly_revenue
  ) months
) g
