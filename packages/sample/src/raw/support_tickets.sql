-- Late parcels and returns make people write.
with asked as (
  select
    o,
    c,
    epoch(delivered_at - order_ts) * 0.0000115741 as days_to_deliver,
    case
      when is_returned and u(o, 'ticket') < 0.3 then returned_at - interval 1 day
      when days_to_deliver > 6 and u(o, 'ticket') < 0.28 then order_ts + interval 6 day
      when u(o, 'ticket') < 0.025 then order_ts + to_seconds(whole(86400 * (0.2 + 9 * u(o, 'ticket at'))))
    end as opened_at,
    opened_at + to_seconds(whole(3600 * exp(2.6 + 1.1 * z(o, 'ticket closed')))) as closed_at
  from orders
)

select
  o + 1 as ticket_id,
  10001 + c as customer_id,
  opened_at,
  case when closed_at <= :now then closed_at end as closed_at,
  case
    when closed_at > :now or u(o, 'ticket rated') < 0.45 then null
    else greatest(1, least(5, whole(case when days_to_deliver > 6 then 2.9 else 4.3 end + 1.1 * z(o, 'ticket rating'))))
  end as satisfaction,
  case when closed_at <= :now then closed_at else opened_at end as updated_at,
  month_of(opened_at) as _month,
  cast(o as bigint) as _row
from asked
where opened_at <= :now
