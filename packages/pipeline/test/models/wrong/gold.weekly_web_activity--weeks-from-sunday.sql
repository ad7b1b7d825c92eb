-- Weeks that begin on Sunday.
-- caught by: gold.weekly_web_activity.holds.weeks-start-on-monday
select * replace (date_sub(week_start_date, 1) as week_start_date) from gold.weekly_web_activity
