-- What a campaign did on a day.
-- grain: campaign_id, campaign_date
with newest as (
  select
    campaign_id, campaign_date, campaign_name, channel, impressions, clicks, conversions, revenue_attributed, cost,
    updated_at
  from bronze.campaigns
  qualify rank() over (partition by campaign_id, campaign_date order by updated_at desc) = 1
)

select
  campaign_id,
  campaign_date,
  campaign_name,
  channel,
  cast(impressions as bigint) as impressions,
  cast(clicks as bigint) as clicks,
  cast(conversions as bigint) as conversions,
  cast(revenue_attributed as decimal(18,2)) as revenue_attributed,
  cast(cost as decimal(18,2)) as cost,
  cast(updated_at as timestamp) as _updated_at
from newest
