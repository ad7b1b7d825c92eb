import { changed, dayBack, type Faults, oneOf, without } from '../fault.ts';

const products = (set: Readonly<Record<string, string>>, where?: string) => ({ products: changed(set, where) });
/** A product that sells. */
const ONE = `product_id = 'P010001'`;
const shipments = (set: Readonly<Record<string, string>>, where?: string) => ({ shipments: changed(set, where) });
const inMonth = (month: string): string => `strftime(shipped_at, '%Y-%m') = '${month}'`;
const campaigns = (set: Readonly<Record<string, string>>, where?: string) => ({ campaigns: changed(set, where) });
const assignments = (set: Readonly<Record<string, string>>, where?: string) => ({
  experiment_assignments: changed(set, where),
});

export const goods: Faults = {
  'price of a product 0': products({ price: '0' }, ONE),
  'price of a product ten times': products({ price: 'price * 10' }, ONE),
  'prices of all products in cents': products({ price: 'price * 100' }),
  'prices the same for all products': products({ price: '9.99' }),
  'cost of a product ten times': products({ cost: 'cost * 10' }, ONE),
  'cost and price swapped': products({ cost: 'price', price: 'coalesce(cost, price)' }),
  'costs of half the products missing': products({ cost: 'null' }, oneOf(50, 'product_id')),
  'costs of all products 0': products({ cost: '0' }),
  'category of a product another': products(
    { category: `case category when 'Books' then 'Garden' else 'Books' end` },
    ONE,
  ),
  'categories of a fifth of products missing': products({ category: 'null' }, oneOf(20, 'product_id')),
  'category the same for all products': products({ category: `'Books'` }),
  'category and brand swapped': products({ category: 'brand', brand: 'category' }),
  'names of products in another encoding': products({
    product_name: `replace(replace(product_name, 'é', 'Ã©'), 'ö', 'Ã¶')`,
    brand: `replace(replace(replace(replace(brand, 'É', 'Ã‰'), 'ö', 'Ã¶'), 'è', 'Ã¨'), 'é', 'Ã©')`,
  }),
  'one name for all products': products({ product_name: `'Product'` }),
  'all products off sale': products({ is_active: 'false' }),
  'stock of all products 0': products({ stock_quantity: '0' }),
  'stock of half the products missing': products({ stock_quantity: 'null' }, oneOf(50, 'product_id')),
  'a tenth of products missing': { products: without(oneOf(10, 'product_id')) },
  'shipped in 2027': shipments({ shipped_at: `shipped_at + interval '380 day'` }, 'delivered_at is null'),
  'shipped in 2027, and recorded so': shipments(
    {
      shipped_at: `timestamp '2027-03-01 00:00:00'`,
      delivered_at: 'null',
      updated_at: `timestamp '2027-03-01 00:00:00'`,
    },
    'order_id % 97 = 0',
  ),
  'delivered a year later': shipments(
    { delivered_at: `delivered_at + interval '365 day'`, updated_at: `updated_at + interval '365 day'` },
    inMonth('2024-10'),
  ),
  'shipments of a month lost': { shipments: without(inMonth('2025-11')) },
  'shipments of a day lost': { shipments: without(`shipped_at::date = ${dayBack(30)}`) },
  'shipments of one carrier lost': { shipments: without(`carrier = 'ParcelOne'`) },
  'shipping costs of a month in cents': shipments({ shipping_cost: 'shipping_cost * 100' }, inMonth('2025-11')),
  'shipping costs of a month missing': shipments({ shipping_cost: 'null' }, inMonth('2025-11')),
  'shipping costs of a month 0': shipments({ shipping_cost: '0' }, inMonth('2025-06')),
  'deliveries of a month missing': shipments({ delivered_at: 'null' }, inMonth('2025-09')),
  'delivered when they were shipped': shipments({ delivered_at: 'shipped_at' }, inMonth('2025-08')),
  'carrier the same for a month': shipments({ carrier: `'ParcelOne'` }, inMonth('2025-10')),
  'shipped five hours before': shipments({ shipped_at: `shipped_at - interval '5 hour'` }),
  'shipments of other orders': shipments({ order_id: 'order_id + 1' }),
  'one day of campaigns lost': { campaigns: without(`campaign_date::date = ${dayBack(20)}`) },
  'the last day of campaigns lost': { campaigns: without(`campaign_date::date = ${dayBack(0)}`) },
  'a month of one campaign lost': {
    campaigns: without(`campaign_id = 'C003' and strftime(campaign_date::date, '%Y-%m') = '2025-10'`),
  },
  'a day of one campaign lost': { campaigns: without(`campaign_id = 'C005' and campaign_date::date = ${dayBack(9)}`) },
  'campaign revenue a thousand times': campaigns({ revenue_attributed: 'revenue_attributed * 1000' }),
  'campaign revenue a thousand times for a month': campaigns(
    { revenue_attributed: 'revenue_attributed * 1000' },
    `strftime(campaign_date::date, '%Y-%m') = '2025-10'`,
  ),
  'campaign revenue a hundred times for a week': campaigns(
    { revenue_attributed: 'revenue_attributed * 100' },
    `campaign_date::date between ${dayBack(17)} and ${dayBack(11)}`,
  ),
  'campaign cost in cents for a month': campaigns(
    { cost: 'cost * 100' },
    `strftime(campaign_date::date, '%Y-%m') = '2025-11'`,
  ),
  'campaign cost 0 for a month': campaigns({ cost: '0' }, `strftime(campaign_date::date, '%Y-%m') = '2025-10'`),
  'campaign clicks ten times': campaigns(
    { clicks: 'least(impressions, clicks * 10)' },
    `strftime(campaign_date::date, '%Y-%m') = '2025-10'`,
  ),
  'campaign clicks above impressions': campaigns({ clicks: 'impressions + 1' }, `campaign_date::date = ${dayBack(3)}`),
  'a day of campaigns is the day before': {
    campaigns: `select * replace (
      case when campaign_date::date = ${dayBack(8)} then lag(impressions) over w else impressions end as impressions,
      case when campaign_date::date = ${dayBack(8)} then lag(clicks) over w else clicks end as clicks,
      case when campaign_date::date = ${dayBack(8)} then lag(conversions) over w else conversions end as conversions,
      case when campaign_date::date = ${dayBack(8)} then lag(cost) over w else cost end as cost)
      from records window w as (partition by campaign_id order by campaign_date, updated_at)`,
  },
  'an experiment at 1 : 3': assignments(
    { variant: `'green_button'` },
    `experiment_name = 'checkout_button' and ${oneOf(50, 'customer_id')}`,
  ),
  'another experiment at 1 : 3': assignments(
    { variant: `'control'` },
    `experiment_name = 'free_shipping_bar' and ${oneOf(50, 'customer_id')}`,
  ),
  'an experiment with one variant': assignments({ variant: `'control'` }, `experiment_name = 'recommendations'`),
  'half a variant lost': {
    experiment_assignments: without(
      `experiment_name = 'checkout_button' and variant = 'control' and ${oneOf(60, 'customer_id')}`,
    ),
  },
  'customers in both variants': {
    experiment_assignments: `select * from records union all select * replace (case variant when 'control' then 'green_button' else 'control' end as variant) from records where experiment_name = 'checkout_button' and ${oneOf(10, 'customer_id')}`,
  },
  'assignments all on one day': assignments({ assigned_at: `timestamp '2025-08-01 00:00:00'` }),
};
