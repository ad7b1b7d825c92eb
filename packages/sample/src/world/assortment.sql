-- What the shop sells: a shelf is a subcategory with its prices (in whole units of currency), its margin and the day of the year it sells best.
create table shelves as
select row_number() over () as shelf, * from (
  values
    ('Electronics', 'Headphones', 29, 320, 0.34, 340, ['Headphones', 'Earbuds', 'Headset'], ['Sonaro', 'Auvio', 'Kestrel']),
    ('Electronics', 'Smart Home', 19, 240, 0.38, 345, ['Smart Plug', 'Light Strip', 'Thermostat', 'Door Sensor'], ['Lumio', 'Kestrel', 'Nordhaus']),
    ('Electronics', 'Wearables', 49, 380, 0.31, 350, ['Fitness Band', 'Smart Watch', 'Sleep Tracker'], ['Pulso', 'Kestrel']),
    ('Electronics', 'Accessories', 9, 69, 0.55, 330, ['USB-C Cable', 'Charger', 'Power Bank', 'Laptop Sleeve'], ['Voltra', 'Auvio', 'Basics & Co']),
    ('Home & Kitchen', 'Cookware', 18, 210, 0.46, 330, ['Frying Pan', 'Saucepan', 'Dutch Oven', 'Wok'], ['Casa Verde', 'Ironwood', 'Fjällkök']),
    ('Home & Kitchen', 'Coffee & Tea', 8, 160, 0.48, 345, ['Coffee Grinder', 'French Press', 'Kettle', 'Mug Set'], ['Crème & Co', 'Ironwood', 'Morning Ritual']),
    ('Home & Kitchen', 'Bedding', 22, 190, 0.52, 20, ['Duvet Cover', 'Linen Sheets', 'Pillow', 'Throw Blanket'], ['Nordhaus', 'Casa Verde']),
    ('Home & Kitchen', 'Storage', 7, 85, 0.50, 10, ['Basket', 'Glass Jars', 'Shelf Box', 'Drawer Divider'], ['Basics & Co', 'Nordhaus']),
    ('Clothing', 'T-Shirts', 12, 45, 0.58, 180, ['T-Shirt', 'Long Sleeve', 'Polo'], ['Maple & Moss', 'Harbour', 'Basics & Co']),
    ('Clothing', 'Outerwear', 59, 290, 0.54, 310, ['Rain Jacket', 'Parka', 'Fleece', 'Down Vest'], ['Harbour', 'Fjällkök', 'Summitry']),
    ('Clothing', 'Shoes', 39, 180, 0.49, 110, ['Sneakers', 'Boots', 'Sandals', 'Loafers'], ['Strada', 'Summitry', 'Harbour']),
    ('Clothing', 'Socks & Underwear', 6, 38, 0.62, 340, ['Merino Socks', 'Briefs', 'Thermal Set'], ['Maple & Moss', 'Basics & Co']),
    ('Beauty', 'Skin Care', 9, 95, 0.66, 350, ['Day Cream', 'Serum', 'Cleanser', 'Sunscreen'], ['Élodie', 'Saltwater', 'Purely']),
    ('Beauty', 'Hair Care', 7, 60, 0.63, 170, ['Shampoo', 'Conditioner', 'Hair Oil'], ['Purely', 'Élodie']),
    ('Beauty', 'Fragrance', 28, 150, 0.69, 348, ['Eau de Parfum', 'Cologne', 'Body Mist'], ['Élodie', 'Saltwater']),
    ('Sports & Outdoors', 'Camping', 14, 330, 0.41, 185, ['Tent', 'Sleeping Bag', 'Camp Stove', 'Headlamp'], ['Summitry', 'Trailhead']),
    ('Sports & Outdoors', 'Fitness', 10, 220, 0.44, 12, ['Yoga Mat', 'Kettlebell', 'Resistance Bands', 'Foam Roller'], ['Pulso', 'Trailhead']),
    ('Sports & Outdoors', 'Cycling', 12, 260, 0.39, 140, ['Helmet', 'Bike Lights', 'Pannier', 'Multi-Tool'], ['Strada', 'Trailhead']),
    ('Toys & Games', 'Board Games', 15, 75, 0.47, 350, ['Strategy Game', 'Card Game', 'Puzzle 1000'], ['Meeple House', 'Little Fox']),
    ('Toys & Games', 'Building Sets', 18, 190, 0.42, 350, ['Building Set', 'Marble Run', 'Train Set'], ['Brickley', 'Little Fox']),
    ('Toys & Games', 'Plush', 9, 48, 0.57, 345, ['Plush Bear', 'Plush Fox', 'Plush Whale'], ['Little Fox']),
    ('Books', 'Fiction', 8, 29, 0.37, 345, ['Novel', 'Short Stories', 'Crime Novel'], ['Paper Lantern', 'Northgate Press']),
    ('Books', 'Cookbooks', 14, 49, 0.39, 340, ['Cookbook', 'Baking Book'], ['Northgate Press', 'Paper Lantern']),
    ('Garden', 'Plants & Seeds', 4, 55, 0.56, 110, ['Herb Seeds', 'Tulip Bulbs', 'Olive Tree', 'Succulent Trio'], ['Greenhand', 'Casa Verde']),
    ('Garden', 'Tools', 9, 140, 0.45, 120, ['Pruner', 'Trowel', 'Watering Can', 'Garden Hose'], ['Greenhand', 'Ironwood'])
) as t (category, subcategory, low, high, margin, peak_day, nouns, brands);

create table products as
with ranked as (select cast(p as integer) as p from range(1, :products + 1) as t (p)),

drawn as (
  select
    p,
    -- The ten best sellers have been there from the first day and stay.
    case when p <= 10 or u(p, 'product old') < 0.6 then 0 else cast(whole(u(p, 'product launch') * :span * 0.97) as integer) end as launched,
    case when p > 10 and u(p, 'product ended') < 0.06 then cast(whole(:span * (0.5 + 0.5 * u(p, 'product end'))) as integer) end as ended,
    1 + whole(u(p, 'product shelf') * (select count(*) from shelves)) as shelf
  from ranked
),

priced as (
  select
    d.p,
    d.launched,
    d.ended,
    s.category,
    s.subcategory,
    s.peak_day,
    pick(s.brands, u(d.p, 'product brand')) as brand,
    pick(['Classic', 'Everyday', 'Pro', 'Mini', 'Eco', 'Deluxe', 'Studio', 'Travel', 'Heritage', 'Original', 'Ultra', 'Soft'], u(d.p, 'product line')) as line,
    pick(s.nouns, u(d.p, 'product noun')) as noun,
    s.low * pow(s.high / s.low, u(d.p, 'product price')) as base_price,
    s.margin + 0.05 * z(d.p, 'product margin') as margin
  from drawn as d
  join shelves as s on s.shelf = d.shelf
),

-- Products with the same name are told apart by a series.
named as (
  select
    *,
    brand || ' ' || line || ' ' || noun as plain_name,
    row_number() over (partition by brand, line, noun order by p) as series,
    row_number() over (order by launched, u(p, 'product number')) as number
  from priced
)

select
  p,
  'P' || lpad(cast(10000 + number as varchar), 6, '0') as product_id,
  plain_name || case when series > 1 then ' ' || cast(series as varchar) else '' end as product_name,
  category,
  subcategory,
  brand,
  launched,
  coalesce(ended, :span) as ended,
  peak_day,
  cast(whole(base_price) * 100 + pick([99, 99, 95, 49, 0], u(p, 'product ending')) as integer) as base_cents,
  margin
from named
order by p;

-- Prices rise twice a year, each product on its own days.
create macro price_level(p, i) as whole(cast(i as double) / 182 + u(p, 'product level'));
create macro price_cents(p, base_cents, i) as
  cast(base_cents + 100 * whole(base_cents * 0.00018 * price_level(p, i)) as integer);
create macro cost_cents(base_cents, margin, level) as
  cast(whole(base_cents * (1 - margin) * (1 + 0.015 * level)) as integer);
