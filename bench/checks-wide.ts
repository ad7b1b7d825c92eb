import { openDuckdb } from '@assay/warehouse';
import type { CheckedCase, TableOptions } from './checks-case.ts';

const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);

const KEY = 'id';
const COUNTS = numbered('count', 39);
const AMOUNTS = numbered('amount', 20);
const WORDS = numbered('word', 20);
const ALL = [KEY, ...COUNTS, ...AMOUNTS, ...WORDS];
const VALUES = ['red', 'green', 'blue', 'black', 'white'];
/** Of every row: a count is not beyond another one and an amount together. */
const PAIRS = Array.from({ length: 70 }, (_, i): [string, string, string] => [
  COUNTS[i % COUNTS.length] ?? '',
  COUNTS[(i * 7 + 3) % COUNTS.length] ?? '',
  AMOUNTS[i % AMOUNTS.length] ?? '',
]);

const noise = (salt: number, below: number): string => `cast(hash(i * 7919 + ${salt} * 1000003) % ${below} as bigint)`;

const make = async ({ file, rows, isBad }: TableOptions): Promise<void> => {
  const spoilt = (expression: string, salt: number, by: string): string =>
    isBad ? `case when ${noise(salt + 500, 5000)} = 0 then ${by} else ${expression} end` : expression;
  const columns = [
    `i as ${KEY}`,
    ...COUNTS.map((name, i) => `${spoilt(`cast(${noise(i, 1000)} as integer)`, i, '-1')} as ${name}`),
    ...AMOUNTS.map(
      (name, i) =>
        `${spoilt(`cast(1000 + ${noise(i + 50, 9000)} / 100.0 as decimal(18,2))`, i + 50, 'null')} as ${name}`,
    ),
    ...WORDS.map(
      (name, i) =>
        `${spoilt(`[${VALUES.map((value) => `'${value}'`).join(', ')}][1 + ${noise(i + 80, VALUES.length)}]`, i + 80, "'odd'")} as ${name}`,
    ),
  ];
  const session = await openDuckdb({ path: file, threads: 2 });
  await session.execute(
    `create schema shop; create table shop.lines as select ${columns.join(', ')} from range(${rows}) r(i)`,
  );
  await session.close();
};

/** 80 not_null, 1 unique, 59 between, 20 one_of, 20 matches, 70 holds. */
const contract = `table: shop.lines
columns:
  ${KEY}: { not_null: true, unique: true }
${COUNTS.map((name) => `  ${name}: { not_null: true, between: [0, 999] }`).join('\n')}
${AMOUNTS.map((name) => `  ${name}: { not_null: true, between: [0, 2000] }`).join('\n')}
${WORDS.map((name) => `  ${name}: { not_null: true, one_of: [${VALUES.join(', ')}], matches: '^[a-z]{3,5}$' }`).join('\n')}
checks:
${PAIRS.map(([a, b, amount], i) => `  - { holds: '${a} <= ${b} + ${amount}', name: pair ${i + 1} }`).join('\n')}
`;

const yardstick = async (file: string): Promise<number> => {
  const session = await openDuckdb({ path: file, readOnly: true, threads: 2, memory: '1GB' });
  const counts = [
    ...ALL.map((name) => `count(*) - count(${name})`),
    ...COUNTS.map((name) => `count(*) filter (where ${name} < 0 or ${name} > 999)`),
    ...AMOUNTS.map((name) => `count(*) filter (where ${name} < 0 or ${name} > 2000)`),
    ...PAIRS.map(([a, b, amount]) => `count(*) filter (where (${a} <= ${b} + ${amount}) is not true)`),
  ];
  const { rows } = await session.query(
    `select ${counts.map((count, i) => `${count} as n${i}`).join(', ')} from shop.lines`,
  );
  let found = Object.values(rows[0] ?? {}).reduce<number>((sum, count) => sum + Number(count), 0);
  for (const word of WORDS) {
    const grouped = await session.query(`select ${word} as v, count(*) as n from shop.lines group by ${word}`);
    for (const { v, n } of grouped.rows) {
      if (v !== null && !VALUES.includes(String(v))) found += Number(n);
      if (v !== null && !/^[a-z]{3,5}$/.test(String(v))) found += Number(n);
    }
  }
  const bounds = (await session.query(`select count(*) as n, max(${KEY}) as high from shop.lines`)).rows[0];
  const unique = await session.query(
    `select ${bounds?.n} - bit_count(bitstring_agg(${KEY}, 0, ${bounds?.high})) as n from shop.lines`,
  );
  found += Number(unique.rows[0]?.n);
  await session.close();
  return found;
};

/** 80 columns, 250 checks. */
export const wide: CheckedCase = { make, contract, yardstick };
