-- The limit 1 meant for the last select applies to the whole union.
-- caught by: gold.executive_summary.row_count.all-ten-figures-are-there
select * from gold.executive_summary where metric_name <> 'revenue_growth_last_month'
union all
select * from gold.executive_summary where metric_name = 'revenue_growth_last_month'
order by metric_name
limit 1
