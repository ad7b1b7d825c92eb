-- Who shops: names by where they live, and places with the tax rate of an order shipped there.
create table names as
select * from (
  values
    ('US', ['James', 'Mary', 'Robert', 'Linda', 'Michael', 'Jennifer', 'David', 'Maria', 'Daniel', 'Ashley', 'Tyler', 'Emily', 'Carlos', 'Grace', 'Andre', 'Hannah', 'José', 'Olivia', 'Noah', 'Sofía', 'Ethan', 'Aaliyah', 'Liam', 'Chloe', 'Mei', 'Priya'],
     ['Smith', 'Johnson', 'Williams', 'Brown', 'Jones', 'Garcia', 'Miller', 'Davis', 'Martínez', 'Lopez', 'Wilson', 'Anderson', 'Thomas', 'Taylor', 'Moore', 'Jackson', 'Lee', 'Nguyen', 'Harris', 'Clark', 'Lewis', 'Walker', 'Hall', 'Young', 'King', 'O''Brien', 'Wright', 'Patel', 'Kim', 'Muñoz']),
    ('CA', ['Liam', 'Olivia', 'Benoît', 'Amélie', 'Noah', 'Charlotte', 'Émile', 'Sophie', 'Jack', 'Harper'], ['Tremblay', 'Roy', 'Gagnon', 'Côté', 'MacDonald', 'Singh', 'Wong', 'Campbell', 'Bouchard', 'Lévesque']),
    ('GB', ['Oliver', 'Amelia', 'George', 'Isla', 'Harry', 'Siân', 'Callum', 'Niamh', 'Zoë', 'Alfie'], ['Evans', 'Hughes', 'O''Connor', 'Wilson', 'Begum', 'Thompson', 'Wood', 'Hall', 'Ahmed', 'Fletcher-Reid']),
    ('DE', ['Jürgen', 'Anna', 'Björn', 'Lena', 'Lukas', 'Mia', 'Günther', 'Käthe', 'Jonas', 'Leonie'], ['Müller', 'Schmidt', 'Schäfer', 'Weiß', 'Becker', 'Koch', 'Böhm', 'Yılmaz', 'Wagner', 'Krüger']),
    ('FR', ['Léa', 'Hugo', 'Chloé', 'Jérôme', 'Inès', 'François', 'Manon', 'Théo', 'Zoé', 'Mathis'], ['Martin', 'Bernard', 'Lefèvre', 'Moreau', 'D''Amico', 'Girard', 'Benoît', 'Fontaine', 'Noël', 'Rousseau']),
    ('AU', ['Jack', 'Matilda', 'Cooper', 'Ruby', 'Lachlan', 'Mia', 'Hamish', 'Isla'], ['Nguyen', 'Kelly', 'Murphy', 'Watson', 'Papadopoulos', 'Fraser', 'Campbell', 'Singh']),
    ('PL', ['Łukasz', 'Agnieszka', 'Michał', 'Zofia', 'Paweł', 'Małgorzata'], ['Nowak', 'Wiśniewski', 'Wójcik', 'Kowalczyk', 'Zieliński', 'Dąbrowska'])
) as t (country, first_names, last_names);

create table places as
select row_number() over () as place, *, sum(weight) over (order by weight desc, city) / sum(weight) over () + 1e-9 as upto
from (
  values
    ('US', 'New York', 'NY', '100', 0.08875, 12.0), ('US', 'Los Angeles', 'CA', '900', 0.095, 9.0), ('US', 'Chicago', 'IL', '606', 0.1025, 7.0),
    ('US', 'Houston', 'TX', '770', 0.0825, 6.5), ('US', 'Phoenix', 'AZ', '850', 0.086, 4.5), ('US', 'Philadelphia', 'PA', '191', 0.08, 4.2),
    ('US', 'San Antonio', 'TX', '782', 0.0825, 3.6), ('US', 'San Diego', 'CA', '921', 0.0775, 3.8), ('US', 'Seattle', 'WA', '981', 0.1025, 4.4),
    ('US', 'Denver', 'CO', '802', 0.0881, 3.4), ('US', 'Boston', 'MA', '021', 0.0625, 3.9), ('US', 'Portland', 'OR', '972', 0.0, 2.6),
    ('US', 'Atlanta', 'GA', '303', 0.089, 3.5), ('US', 'Miami', 'FL', '331', 0.07, 3.7), ('US', 'Minneapolis', 'MN', '554', 0.0803, 2.5),
    ('US', 'St. Louis', 'MO', '631', 0.0968, 1.8), ('US', 'Salt Lake City', 'UT', '841', 0.0775, 1.6),
    ('CA', 'Toronto', 'ON', 'M5V', 0.13, 3.4), ('CA', 'Montréal', 'QC', 'H2X', 0.14975, 2.2), ('CA', 'Vancouver', 'BC', 'V6B', 0.12, 1.8),
    ('GB', 'London', 'England', 'SW1', 0.2, 4.6), ('GB', 'Manchester', 'England', 'M1', 0.2, 1.7), ('GB', 'Edinburgh', 'Scotland', 'EH1', 0.2, 1.1),
    ('DE', 'Berlin', 'Berlin', '101', 0.19, 1.9), ('DE', 'München', 'Bayern', '803', 0.19, 1.5), ('FR', 'Paris', 'Île-de-France', '750', 0.2, 1.8),
    ('AU', 'Sydney', 'NSW', '20', 0.1, 1.4), ('PL', 'Kraków', 'Małopolskie', '30-', 0.23, 0.7)
) as t (country, city, state, zip_prefix, tax_rate, weight);

create table customers as
with registered as (
  select cast(unnest(range(first_customer, next_customer)) as integer) as c, i, day, f from days where next_customer > first_customer and i <= :today
),

drawn as (
  select
    c,
    i,
    day as registration_date,
    day + to_seconds(second_of_day(u(c, 'customer hour'))) as registered_at,
    -- What may happen later, when there is time for it: who moves, rises, takes another address.
    epoch_us(cast(:end as timestamp)) - epoch_us(registered_at) as ahead,
    case when u(c, 'customer moves') < 0.05 then u(c, 'customer move') end as move,
    case when u(c, 'customer rises') < 0.08 then u(c, 'customer rise') end as rise,
    case when u(c, 'customer renames') < 0.04 then u(c, 'customer rename') end as rename,
    f
  from registered
),

dated as (
  select
    *,
    happened(registered_at + to_seconds(whole(ahead * 0.000001 * move))) as moved_at,
    happened(registered_at + to_seconds(whole(ahead * 0.000001 * rise))) as risen_at,
    happened(registered_at + to_seconds(whole(ahead * 0.000001 * rename))) as renamed_at
  from drawn
),

housed as (
  select d.*, first.place as first_place, case when d.moved_at is null then first.place else later.place end as place
  from dated as d
  asof join places as first on u(d.c, 'customer place') <= first.upto
  asof join places as later on u(d.c, 'customer new place') <= later.upto
)

select
  h.c,
  h.i,
  cast(10001 + h.c as bigint) as customer_id,
  pick(n.first_names, u(h.c, 'customer first name')) as first_name,
  pick(n.last_names, u(h.c, 'customer last name')) as last_name,
  first_name || ' ' || last_name as full_name,
  replace(replace(replace(lower(strip_accents(first_name || '.' || last_name)), '''', ''), '-', ''), 'ł', 'l') || cast(h.c % 997 as varchar) as mailbox,
  pick(['example.com', 'example.org', 'example.net', 'mail.example.com'], u(h.c, 'customer host')) as host,
  was.country as first_country,
  p.country,
  p.city,
  p.state,
  p.zip_prefix,
  was.tax_rate as first_tax_rate,
  p.tax_rate,
  case when u(h.c, 'customer segment') < 0.15 then 3 when u(h.c, 'customer segment') < 0.6 then 2 else 1 end as tier_in_the_end,
  case when h.rise is null then tier_in_the_end else greatest(1, tier_in_the_end - 1) end as first_tier,
  case when h.risen_at is null then first_tier else tier_in_the_end end as last_tier,
  pick(['organic', 'organic', 'organic', 'paid_search', 'paid_search', 'social', 'social', 'email', 'affiliate', 'referral'],
    least(0.999, u(h.c, 'customer channel') * (0.8 + 0.2 * h.f))) as acquisition_channel,
  u(h.c, 'customer opt in') < 0.58 as marketing_opt_in,
  u(h.c, 'customer loyalty') as loyalty,
  h.registration_date,
  h.registered_at,
  h.moved_at,
  h.risen_at,
  h.renamed_at
from housed as h
join places as p on p.place = h.place
join places as was on was.place = h.first_place
join names as n on n.country = was.country
order by h.c;

create macro tier_name(tier) as ['Budget', 'Standard', 'Premium'][tier];

-- What is on file about a customer, at first and now.
create table profiles as
select
  c,
  customer_id,
  full_name,
  case when u(c, 'customer case') < 0.06 then upper(mailbox[1:1]) || mailbox[2:] else mailbox end || '@' || host as first_email,
  case when renamed_at is null then first_email else mailbox || '.' || cast(c % 89 as varchar) || '@' || host end as email,
  case when u(c, 'customer phone') >= 0.14 then
    case country when 'US' then '+1 ' when 'CA' then '+1 ' when 'GB' then '+44 ' when 'DE' then '+49 ' when 'FR' then '+33 ' when 'AU' then '+61 ' else '+48 ' end
    || '555 01' || lpad(cast(whole(u(c, 'customer number') * 100) as varchar), 2, '0') || ' ' || lpad(cast(whole(u(c, 'customer extension') * 10000) as varchar), 4, '0')
  end as phone,
  case when u(c, 'customer address') >= 0.04 then
    case when u(c, 'customer flat') < 0.12 then 'Apt ' || cast(1 + c % 48 as varchar) || ', ' else '' end
    || cast(1 + whole(u(c, 'customer house') * 980) as varchar) || ' '
    || pick(['Maple', 'Oak', 'Main', 'Cedar', 'Lake', 'Hill', 'Park', 'Elm', 'River', 'Mill', 'Church', 'Station', 'Orchard', 'Bellevue'], u(c, 'customer street')) || ' '
    || pick(['Street', 'Avenue', 'Road', 'Lane', 'Drive'], u(c, 'customer road'))
  end as address,
  zip_prefix || lpad(cast(c * 7 % 97 as varchar), 2, '0') as zip_code,
  city,
  state,
  first_country,
  country,
  case when u(c, 'customer birthday') < 0.72 then registration_date - cast(whole(365.25 * (18 + 55 * pow(u(c, 'customer age'), 1.5))) as integer) end as birth_date,
  tier_name(first_tier) as first_segment,
  tier_name(last_tier) as segment,
  acquisition_channel,
  marketing_opt_in,
  registration_date,
  registered_at,
  moved_at,
  risen_at,
  renamed_at,
  greatest(moved_at, risen_at, renamed_at) as changed_at
from customers
order by c;
