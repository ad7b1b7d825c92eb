-- What a campaign did on a day. No campaigns are in the file, so there are none.
-- grain: campaign_id, campaign_date
select
  cast(null as string) as campaign_id,
  cast(null as date) as campaign_date,
  cast(null as string) as campaign_name,
  cast(null as string) as channel,
  cast(null as bigint) as impressions,
  cast(null as bigint) as clicks,
  cast(null as bigint) as conversions,
  cast(null as decimal(18,2)) as revenue_attributed,
  cast(null as decimal(18,2)) as cost,
  cast(null as timestamp) as _updated_at
where 1 = 0
