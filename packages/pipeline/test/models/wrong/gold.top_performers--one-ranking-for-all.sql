-- Places over the whole union: customers take the first ones, and no category begins at 1.
-- caught by: gold.top_performers.sql.places-run-from-1-without-a-gap-in-each-category
select * replace (cast(row_number() over (order by value desc, category, key) as int) as rank_order)
from gold.top_performers
