-- A customer's call for help. No tickets are in the file, so there are none.
-- grain: ticket_id
select
  cast(null as bigint) as ticket_id,
  cast(null as bigint) as customer_id,
  cast(null as timestamp) as opened_at,
  cast(null as timestamp) as closed_at,
  cast(null as int) as satisfaction,
  cast(null as timestamp) as _updated_at
where 1 = 0
