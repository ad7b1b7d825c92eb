-- A change of what is known of a customer. The file knows customers by number and country only, so there are none.
-- grain: change_id
select
  cast(null as bigint) as change_id,
  cast(null as bigint) as customer_id,
  cast(null as timestamp) as changed_at,
  cast(null as string) as full_name,
  cast(null as string) as email,
  cast(null as string) as country,
  cast(null as string) as segment,
  cast(null as string) as acquisition_channel,
  cast(null as timestamp) as _updated_at
where 1 = 0
