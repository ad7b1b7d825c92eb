-- A campaign by what share of the orders it brings on a day it runs, and what its channel costs. Flights run for some days of every year.
with planned as (
  select * from (
    values
      ('C001', 'Brand search', 'paid_search', 1, 366, 0.07, 0.045, 0.11, 0.55),
      ('C002', 'Generic search', 'paid_search', 1, 366, 0.05, 0.021, 0.038, 1.35),
      ('C003', 'Prospecting video', 'social', 1, 366, 0.035, 0.011, 0.009, 0.62),
      ('C004', 'Retargeting', 'social', 1, 366, 0.03, 0.026, 0.012, 0.74),
      ('C005', 'Weekly newsletter', 'email', 1, 366, 0.04, 0.037, 0.031, 0.06),
      ('C006', 'Partner network', 'affiliate', 1, 366, 0.03, 0.029, 0.022, 0.95),
      ('C007', 'Friends bring friends', 'referral', 60, 240, 0.02, 0.052, 0.08, 0.7),
      ('C008', 'Spring refresh', 'social', 92, 110, 0.05, 0.019, 0.014, 0.58),
      ('C009', 'Summer sale', 'email', 190, 200, 0.09, 0.043, 0.044, 0.05),
      ('C010', 'Black Friday', 'paid_search', 322, 336, 0.12, 0.048, 0.061, 1.6),
      ('C011', 'Holiday gifts', 'social', 337, 357, 0.06, 0.03, 0.019, 0.66)
  ) as t (campaign_id, campaign_name, channel, first_day, last_day, share, conversion_rate, click_rate, click_price)
),

run as (
  select
    p.*,
    d.i,
    d.day,
    d.i * 16 + cast(p.campaign_id[2:] as integer) as n,
    (d.next_order - d.first_order) * p.share * greatest(0.2, 1 + 0.3 * z(n, 'campaign day')) as expected
  from planned as p
  join days as d on dayofyear(d.day) between p.first_day and p.last_day and d.i <= :today
),

counted as (
  select
    *,
    greatest(1, whole((expected + 0.4) / conversion_rate * greatest(0.4, 1 + 0.15 * z(n, 'campaign clicks')))) as clicks,
    least(clicks, whole(expected + u(n, 'campaign conversions'))) as conversions,
    clicks + whole(clicks / click_rate * greatest(0.5, 1 + 0.1 * z(n, 'campaign views'))) as impressions
  from run
),

-- Some conversions are known only days later: the day is then restated.
versions as (
  select
    *,
    conversions > 0 and u(n, 'campaign restated') < 0.03 as is_restated,
    unnest(case when not is_restated then [1] when day + 2 > cast(:now as date) then [0] else [0, 1] end) as version
  from counted
)

select
  campaign_id,
  day as campaign_date,
  campaign_name,
  channel,
  impressions,
  clicks,
  conversions - case when version = 0 then 1 else 0 end as conversions,
  money((conversions - case when version = 0 then 1 else 0 end) * whole(9000 * greatest(0.4, 1 + 0.25 * z(n, 'campaign basket')))) as revenue_attributed,
  money(whole(clicks * click_price * 100 * (1 + 0.1 * z(n, 'campaign cost')))) as cost,
  case
    when version = 1 and is_restated then day + interval 2 day + interval 9 hour
    else day + interval 23 hour + interval 55 minute
  end as updated_at,
  month_of(day) as _month,
  n * 2 + version as _row
from versions
