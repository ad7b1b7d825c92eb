-- A line of an invoice as it was recorded. Lines that are no sale say why: the first reason that applies.
-- grain: _file, _line
with lines as (
  select
    InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country, _file, _line,
    row_number() over (
      partition by InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country
      order by _file, _line) as copy
  from bronze.online_retail
)

select
  _file,
  _line,
  InvoiceNo as order_id,
  StockCode as product_id,
  trim(Description) as product_name,
  cast(Quantity as bigint) as quantity,
  cast(UnitPrice as decimal(18,3)) as unit_price,
  cast(Quantity * UnitPrice as decimal(18,2)) as total_price,
  cast(InvoiceDate as timestamp) as invoiced_at,
  cast(substring(CustomerID, 1, 5) as bigint) as customer_id,
  Country as country,
  case
    when copy > 1 then 'exact copy of an earlier line'
    when CustomerID is null then 'customer not known'
    when InvoiceNo like 'C%' then 'cancelled'
    when Quantity <= 0 then 'quantity not above 0'
    when UnitPrice <= 0 then 'price not above 0'
  end as left_out_because,
  cast(InvoiceDate as timestamp) as _updated_at
from lines
