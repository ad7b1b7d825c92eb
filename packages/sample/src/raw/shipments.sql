-- Written when the parcel leaves, and again when it has arrived if that is in another month.
select
  order_id,
  case when shipping_country = 'US' or shipping_country is null then pick(['Reno', 'Columbus', 'Allentown'], u(o, 'shipment warehouse')) else 'Allentown' end as warehouse,
  carrier,
  money(whole(
    case shipping_method when 'overnight' then 1900 when 'express' then 950 else 520 end * (0.8 + 0.5 * u(o, 'shipment weight')) + case when is_home then 0 else 600 end
  )) as shipping_cost,
  shipped_at,
  case when delivered_at <= :now then delivered_at end as delivered_at,
  case when delivered_at <= :now then delivered_at else shipped_at end as updated_at,
  month_of(shipped_at) as _month,
  cast(o as bigint) as _row
from orders
where shipped_at <= :now and not is_cancelled and shipping_method <> 'pickup'
