import { openDuckdb } from '@assay/warehouse';
import type { CheckedCase, TableOptions } from './checks-case.ts';
import { yardstick } from './checks-lines-yardstick.ts';

/** Digits that nobody sees a pattern in, different for each salt. */
const noise = (salt: number, below: number): string => `cast(hash(i * 7919 + ${salt} * 1000003) % ${below} as bigint)`;

const pick = (list: readonly string[], salt: number): string =>
  `[${list.map((value) => `'${value}'`).join(', ')}][1 + ${noise(salt, list.length)}]`;

const make = async ({ file, rows, isBad }: TableOptions): Promise<void> => {
  let salt = 100;
  const spoilt = (expression: string, by: string): string => {
    salt += 1;
    return isBad ? `case when ${noise(salt, 5000)} = 0 then ${by} else ${expression} end` : expression;
  };
  const again = isBad ? `case when i % 10000 = 7 then i - 1 else i end` : 'i';
  const session = await openDuckdb({ path: file, threads: 2 });
  await session.execute(`create schema shop;
    create table shop.customers as select i as customer_id from range(200000) r(i);
    create table shop.lines as select
      ${again} as line_id,
      'key-' || lpad(cast((${again}) * 7919 % ${rows} as varchar), 10, '0') as line_key,
      ${spoilt(noise(1, 200_000), '999999')} as customer_id,
      timestamp '2025-01-01' + to_seconds(cast(i * 31000000 / ${rows} as bigint)) as ordered_at,
      ${spoilt(pick(['card', 'cash', 'paypal', 'wire'], 2), 'null')} as payment,
      ${spoilt(pick(['open', 'paid', 'sent', 'done', 'back'], 3), "'odd'")} as status,
      ${spoilt(pick(['PT', 'DE', 'FR', 'ES', 'IT', 'GB'], 4), "'xx'")} as country,
      ${spoilt(`cast(1 + ${noise(5, 100)} as integer)`, '-1')} as quantity,
      ${spoilt(`cast(1 + ${noise(6, 100_000)} / 100.0 as decimal(18,2))`, 'null')} as price,
      cast(${noise(7, 100)} / 100.0 as decimal(18,2)) as discount,
      ${spoilt(`cast(${noise(8, 1000)} as double)`, '5000')} as weight,
      'user' || i || '@example.com' as email
    from range(${rows}) r(i)`);
  await session.close();
};

const COLUMNS = [
  'line_id',
  'line_key',
  'customer_id',
  'ordered_at',
  'payment',
  'status',
  'country',
  'quantity',
  'price',
  'discount',
  'weight',
  'email',
];

/** 12 not_null, 2 unique, 3 one_of, 5 ranges, 2 patterns, row_count, reference, freshness, 1 row predicate. */
const contract = `table: shop.lines
columns:
${COLUMNS.map((name) => `  ${name}: { not_null: true }`).join('\n')}
checks:
  - { unique: true, column: line_id }
  - { unique: true, column: line_key }
  - { one_of: [card, cash, paypal, wire], column: payment }
  - { one_of: [open, paid, sent, done, back], column: status }
  - { one_of: [PT, DE, FR, ES, IT, GB], column: country }
  - { between: [1, 100], column: quantity }
  - { between: [0, 2000], column: price }
  - { between: [0, 1], column: discount }
  - { between: [0, 1000], column: weight }
  - { between: { at_least: 2025-01-01, below: 2026-01-01 }, column: ordered_at }
  - { matches: '^[A-Z]{2}$', column: country }
  - { matches: '^[^@ ]+@[^@ ]+[.][a-z]+$', column: email }
  - row_count: { at_least: 1 }
  - { references: shop.customers.customer_id, column: customer_id }
  - { freshness: { within: 60d }, column: ordered_at }
  - holds: price >= discount
`;

/** Order lines: two keys, a reference, a timestamp, three vocabularies, four numbers, an e-mail address; 28 checks. */
export const lines: CheckedCase = { make, contract, yardstick };
