import { expect, it } from 'vitest';
import { askShop } from './shop.ts';

const day = (i: number) => `2025-12-${String(1 + (i % 28)).padStart(2, '0')}`;

const explained = async (price: (i: number, method: string) => number | null, head = '', length = 280) => {
  const rows = Array.from({ length }, (_, i) => {
    const method = ['card', 'cash', 'apple_pay', 'wire'][i % 4] ?? '';
    return [i, day(i), method, `mail${i % 3}@example.com`, price(i, method)];
  });
  const { verdicts } = await askShop({
    given: {
      'shop.orders': {
        columns: 'order_id bigint, ordered_on date, method varchar, email varchar, price decimal(18,2)',
        grain: ['order_id'],
        rows,
      },
    },
    check: `table: shop.orders\n${head}columns: { price: { between: { above: 0 } } }\n`,
    run: { pii: new Map([['shop.orders', ['email']]]) },
  });
  return verdicts[0];
};

it('names the slice that holds the offenders and few other rows, and since when', async () => {
  const verdict = await explained((i, method) => (method === 'apple_pay' && i % 28 >= 10 ? -1 : 5));
  expect(verdict?.explanation).toBe('all 50 rows: method = apple_pay (25% of all), since 2025-12-11');
});

it('names a day where a day is what they share', async () => {
  const verdict = await explained((i) => (i % 28 === 6 ? 0 : 5));
  expect(verdict?.explanation).toBe('all 10 rows: ordered_on = 2025-12-07 (3.57% of all)');
});

it('says nothing of what is spread evenly', async () => {
  const verdict = await explained((i) => (i % 9 === 0 ? -1 : 5));
  expect(verdict).toMatchObject({ status: 'fail', explanation: null });
});

it('never names a value of a column with PII', async () => {
  const verdict = await explained((i) => (i % 3 === 0 ? -1 : 5), 'pii: [email]\n');
  expect(verdict).toMatchObject({ status: 'fail', explanation: null });
});

it('counts the slice exactly where there are more offenders than it looks at', async () => {
  const verdict = await explained((i, method) => (method === 'apple_pay' || i % 40 === 1 ? -1 : 5), '', 2800);
  expect(verdict?.explanation).toBe('90.91% of the rows: method = apple_pay (25% of all)');
});
