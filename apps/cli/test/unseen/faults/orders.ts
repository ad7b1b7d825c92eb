import { again, changed, dayBack, type Faults, oneOf, without } from '../fault.ts';

const onDay = (days: number): string => `order_date::date = ${dayBack(days)}`;
const inMonth = (month: string): string => `strftime(order_date, '%Y-%m') = '${month}'`;
const week = `order_date::date between ${dayBack(20)} and ${dayBack(14)}`;
/** Prices, discounts and totals of a line are moved together, or the record breaks by itself. */
const worth = (factor: string) => ({
  price: `price * ${factor}`,
  discount: `discount * ${factor}`,
  total_amount: `total_amount * ${factor}`,
});
const rounded = {
  price: 'greatest(1, round(price))',
  discount: '0',
  total_amount: 'greatest(1, round(price)) * quantity',
};
const newNumber = { order_id: 'order_id + 5000000' };
const lost = (where: string) => ({ order_lines: without(where) });
const moved = (hours: number, where = 'true') => ({
  order_lines: changed({ order_date: `order_date + interval '${hours} hour'` }, where),
});

export const orders: Faults = {
  'all orders of the last day are missing': lost(onDay(0)),
  'the second half of the last day is missing': lost(`${onDay(0)} and hour(order_date) >= 12`),
  'the last two days are missing': lost(`order_date::date > ${dayBack(2)}`),
  'the last week is missing, with its shipments': {
    order_lines: without(`order_date::date > ${dayBack(7)}`),
    shipments: without(`shipped_at::date > ${dayBack(7)}`),
  },
  'a day of last week is missing': lost(onDay(5)),
  'a day of last week is missing, and its shipments': {
    order_lines: without(onDay(5)),
    shipments: without(
      `shipped_at::date between ${dayBack(5)} and ${dayBack(2)} and order_id % 2 = 0 or shipped_at::date = ${dayBack(4)}`,
    ),
  },
  'a day of two years ago is missing': lost(onDay(700)),
  'the second half of a day is missing': lost(`${onDay(9)} and hour(order_date) >= 12`),
  'a week is missing': lost(week),
  'a month is missing': lost(inMonth('2025-10')),
  'the first month is missing': lost(inMonth('2023-02')),
  'a tenth of the orders is missing': lost(oneOf(10, 'order_id')),
  'a fifth of the orders and their shipments are missing': {
    order_lines: without(oneOf(20, 'order_id')),
    shipments: without(oneOf(20, 'order_id')),
  },
  'half the orders of a month are missing': lost(`${inMonth('2025-09')} and ${oneOf(50, 'order_id')}`),
  'all orders of one country are missing': lost(`shipping_country = 'DE'`),
  'all orders of one payment method are missing': lost(`payment_method = 'paypal'`),
  'a day of orders again under new numbers': { order_lines: again(newNumber, onDay(3)) },
  'a year of orders again under new numbers': { order_lines: again(newNumber, `year(order_date) = 2024`) },
  'a day of orders again under new numbers, a second later': {
    order_lines: again({ ...newNumber, order_date: `order_date + interval '1 second'` }, onDay(8)),
  },
  'a month of orders again under new numbers, an hour later': {
    order_lines: again({ ...newNumber, order_date: `order_date + interval '1 hour'` }, inMonth('2025-08')),
  },
  'a day of orders again under new numbers and new customers': {
    order_lines: again({ ...newNumber, customer_id: '10001 + (customer_id * 7) % 900' }, onDay(4)),
  },
  'currency EUR for a day': { order_lines: changed({ currency: `'EUR'` }, onDay(6)) },
  'currency EUR for one order': { order_lines: changed({ currency: `'EUR'` }, 'order_id = 1001234') },
  'currency GBP for customers of one country': {
    order_lines: changed({ currency: `'GBP'` }, `shipping_country = 'GB'`),
  },
  'currency missing for a day': { order_lines: changed({ currency: 'null' }, onDay(6)) },
  'currency missing for a third': { order_lines: changed({ currency: 'null' }, oneOf(33, 'order_id')) },
  'one day in cents': { order_lines: changed(worth('100'), onDay(2)) },
  'one day in cents, costs and tax too': {
    order_lines: changed(
      {
        ...worth('100'),
        unit_cost: 'unit_cost * 100',
        order_tax: 'order_tax * 100',
        order_shipping_cost: 'order_shipping_cost * 100',
      },
      onDay(30),
    ),
  },
  'one month in tens': { order_lines: changed(worth('10'), inMonth('2025-07')) },
  'one day in hundredths': {
    order_lines: changed(
      {
        price: 'greatest(0.01, round(price / 100, 2))',
        discount: '0',
        total_amount: 'greatest(0.01, round(price / 100, 2)) * quantity',
      },
      onDay(12),
    ),
  },
  'one product at a hundred times its price': {
    order_lines: changed(worth('100'), `product_id = (select min(product_id) from records)`),
  },
  'an order of a million': {
    order_lines: changed(
      { price: '1000000', discount: '0', total_amount: '1000000 * quantity' },
      'order_id = 1002500 and line_number = 1',
    ),
  },
  'an order of ten thousand pieces': {
    order_lines: changed(
      { quantity: '10000', discount: '0', total_amount: 'price * 10000' },
      'order_id = 1002400 and line_number = 1',
    ),
  },
  'quantities ten times as many for a month': {
    order_lines: changed(
      { quantity: 'quantity * 10', discount: '0', total_amount: 'price * quantity * 10' },
      inMonth('2025-06'),
    ),
  },
  'quantity 1 for a year': {
    order_lines: changed({ quantity: '1', discount: '0', total_amount: 'price' }, 'year(order_date) = 2025'),
  },
  'prices and totals rounded': { order_lines: changed(rounded) },
  'prices and totals rounded for a month': { order_lines: changed(rounded, inMonth('2025-11')) },
  'prices and totals rounded for a day': { order_lines: changed(rounded, onDay(15)) },
  'discounts lost for a month': {
    order_lines: changed({ discount: '0', total_amount: 'price * quantity' }, inMonth('2025-05')),
  },
  'half price for a month': {
    order_lines: changed(
      { discount: 'price * quantity - round(price * quantity / 2, 2)', total_amount: 'round(price * quantity / 2, 2)' },
      inMonth('2025-03'),
    ),
  },
  'tax 0 for a month': { order_lines: changed({ order_tax: '0' }, inMonth('2025-12')) },
  'tax 0 for a day': { order_lines: changed({ order_tax: '0' }, onDay(10)) },
  'tax missing for a month': { order_lines: changed({ order_tax: 'null' }, inMonth('2024-12')) },
  'tax ten times for a week': { order_lines: changed({ order_tax: 'order_tax * 10' }, week) },
  'tax in cents for a day': { order_lines: changed({ order_tax: 'order_tax * 100' }, onDay(11)) },
  'shipping 0 always': { order_lines: changed({ order_shipping_cost: '0' }) },
  'shipping 0 for a month': { order_lines: changed({ order_shipping_cost: '0' }, inMonth('2025-12')) },
  'shipping ten times for a month': {
    order_lines: changed({ order_shipping_cost: 'order_shipping_cost * 10' }, inMonth('2025-04')),
  },
  'unit cost ten times for a month': { order_lines: changed({ unit_cost: 'unit_cost * 10' }, inMonth('2025-11')) },
  'unit cost missing for a month': { order_lines: changed({ unit_cost: 'null' }, inMonth('2025-11')) },
  'unit cost missing for a day': { order_lines: changed({ unit_cost: 'null' }, onDay(13)) },
  'unit cost 0 for a month': { order_lines: changed({ unit_cost: '0' }, inMonth('2025-02')) },
  'unit cost is the price for a month': { order_lines: changed({ unit_cost: 'price' }, inMonth('2025-10')) },
  'unit cost in cents for a week': { order_lines: changed({ unit_cost: 'unit_cost * 100' }, week) },
  'unit cost and price swapped for a month': {
    order_lines: changed(
      { unit_cost: 'price', price: 'unit_cost', discount: '0', total_amount: 'unit_cost * quantity' },
      `${inMonth('2025-09')} and unit_cost > 0`,
    ),
  },
  'a week all cancelled': { order_lines: changed({ order_status: `'cancelled'` }, week) },
  'a day all cancelled': { order_lines: changed({ order_status: `'cancelled'` }, onDay(16)) },
  'all pending for a week': { order_lines: changed({ order_status: `'pending'` }, week) },
  'all returned for a day': { order_lines: changed({ order_status: `'returned'` }, onDay(21)) },
  'all orders delivered': { order_lines: changed({ order_status: `'delivered'` }) },
  'a month without cancellations': {
    order_lines: changed({ order_status: `'delivered'` }, `${inMonth('2025-10')} and order_status = 'cancelled'`),
  },
  'a year without returns': { order_lines: without(`year(order_date) = 2025 and order_status = 'returned'`) },
  'a fifth of completed orders processing': {
    order_lines: changed(
      { order_status: `'processing'` },
      `order_status in ('delivered', 'shipped') and ${oneOf(20, 'order_id')}`,
    ),
  },
  'a status nobody knows for a day': { order_lines: changed({ order_status: `'DELIVERED'` }, onDay(18)) },
  'order lines of two customers in one order': {
    order_lines: changed({ customer_id: 'customer_id + 1' }, `line_number = 2 and ${onDay(7)}`),
  },
  'two orders of different customers under one number': {
    order_lines: changed({ order_id: 'order_id + 1', line_number: 'line_number + 10' }, 'order_id = 1002000'),
  },
  'one customer for all orders of a day': { order_lines: changed({ customer_id: '10050' }, onDay(19)) },
  'second lines of a month lost': lost(`${inMonth('2025-11')} and line_number = 2`),
  'second lines of a day lost': lost(`${onDay(1)} and line_number = 2`),
  'all lines but the first lost for a month': lost(`${inMonth('2025-10')} and line_number > 1`),
  'first lines of a week lost': lost(`${week} and line_number = 1`),
  'orders 5 hours later': moved(5),
  'orders 5 hours earlier': moved(-5),
  'orders 9 hours earlier': moved(-9),
  'orders a day earlier': moved(-24),
  'orders of a month 6 hours earlier': moved(-6, inMonth('2025-11')),
  'orders of a week 8 hours earlier': moved(-8, week),
  'orders of a day a year earlier': moved(-24 * 365, onDay(10)),
  'orders and all their records 9 hours later': {
    order_lines: changed({
      order_date: `order_date + interval '9 hour'`,
      updated_at: `updated_at + interval '9 hour'`,
    }),
  },
  'orders all at midnight': { order_lines: changed({ order_date: `date_trunc('day', order_date)` }) },
  'orders of a month all at midnight': {
    order_lines: changed({ order_date: `date_trunc('day', order_date)` }, inMonth('2025-12')),
  },
  'orders of a day all at noon': {
    order_lines: changed({ order_date: `date_trunc('day', order_date) + interval '12 hour'` }, onDay(17)),
  },
  'orders of the year 1970': { order_lines: changed({ order_date: `timestamp '1970-01-01 00:00:00'` }, onDay(22)) },
  'day and month swapped for a month': {
    order_lines: changed(
      { order_date: `make_timestamp(year(order_date), day(order_date), month(order_date), 12, 0, 0)` },
      `${inMonth('2025-11')} and day(order_date) < 11`,
    ),
  },
  'payment method missing for a day': { order_lines: changed({ payment_method: 'null' }, onDay(14)) },
  'payment method missing for a quarter': { order_lines: changed({ payment_method: 'null' }, oneOf(25, 'order_id')) },
  'payment method the same for a month': {
    order_lines: changed({ payment_method: `'credit_card'` }, inMonth('2025-12')),
  },
  'payment method the same always': { order_lines: changed({ payment_method: `'credit_card'` }) },
  'shipping method the same for a month': {
    order_lines: changed({ shipping_method: `'standard'` }, inMonth('2025-10')),
  },
  'shipping country missing for a month': { order_lines: changed({ shipping_country: 'null' }, inMonth('2025-10')) },
  'shipping country the same for a month': { order_lines: changed({ shipping_country: `'US'` }, inMonth('2025-10')) },
  'line numbers missing for a month': { order_lines: changed({ line_number: 'null' }, inMonth('2025-10')) },
  'all lines of a month are of one product': {
    order_lines: changed({ product_id: '(select min(product_id) from records)' }, inMonth('2025-09')),
  },
};
