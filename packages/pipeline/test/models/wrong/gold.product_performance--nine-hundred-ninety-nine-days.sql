-- A stand-in for "nothing sold".
-- caught by: gold.product_performance.holds.days-of-inventory-are-null-when-nothing-sold
select * replace (coalesce(days_of_inventory, cast(999 as decimal(18,2))) as days_of_inventory)
from gold.product_performance
