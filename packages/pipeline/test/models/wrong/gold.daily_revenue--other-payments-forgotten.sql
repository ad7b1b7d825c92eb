-- Counts of the methods known when the query was written; gift cards and transfers are nowhere.
-- caught by: gold.daily_revenue.holds.payment-methods-add-up-to-the-orders
select * replace (cast(0 as bigint) as orders_other_payment) from gold.daily_revenue
