-- The join keeps orders since registration and says nothing of the others.
-- caught by: gold.customer_cohorts.sql.orders-before-registration-count-in-the-first-month-only
select * replace (cast(0 as bigint) as orders_before_registration) from gold.customer_cohorts
