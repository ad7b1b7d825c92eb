import { openDuckdb } from '@assay/warehouse';

const COUNTED = ['payment', 'status', 'country', 'quantity', 'price', 'discount', 'weight', 'email'];
const NULLS = ['line_id', 'line_key', 'customer_id', 'ordered_at', ...COUNTED];

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  payment: ['card', 'cash', 'paypal', 'wire'],
  status: ['open', 'paid', 'sent', 'done', 'back'],
  country: ['PT', 'DE', 'FR', 'ES', 'IT', 'GB'],
};

/** The same demands as somebody would ask them by hand who wants it fast; the sum of what they find. */
export const yardstick = async (file: string): Promise<number> => {
  const session = await openDuckdb({ path: file, readOnly: true, threads: 2, memory: '1GB' });
  const one = async (text: string) => (await session.query(text)).rows[0] ?? {};
  const pass =
    await one(`select count(*) as n, ${NULLS.map((name) => `count(*) - count(${name}) as null_${name}`).join(', ')},
    min(line_id) as low, max(line_id) as high, max(ordered_at) as newest,
    count(*) filter (where quantity < 1 or quantity > 100) as quantity, count(*) filter (where price < 0 or price > 2000) as price,
    count(*) filter (where discount < 0 or discount > 1) as discount, count(*) filter (where weight < 0 or weight > 1000) as weight,
    count(*) filter (where ordered_at < timestamp '2025-01-01' or ordered_at >= timestamp '2026-01-01') as ordered_at,
    count(*) filter (where (price >= discount) is not true) as predicate,
    count(*) filter (where not regexp_full_match(email, '[^@ ]+@[^@ ]+[.][a-z]+')) as email
    from shop.lines`);
  let found = [
    ...NULLS.map((name) => `null_${name}`),
    'quantity',
    'price',
    'discount',
    'weight',
    'ordered_at',
    'predicate',
    'email',
  ]
    .map((name) => Number(pass[name]))
    .reduce((sum, count) => sum + count, 0);
  for (const [column, values] of Object.entries(ALLOWED)) {
    const { rows } = await session.query(`select ${column} as v, count(*) as n from shop.lines group by ${column}`);
    for (const { v, n } of rows) {
      if (v !== null && !values.includes(String(v))) found += Number(n);
      if (column === 'country' && v !== null && !/^[A-Z]{2}$/.test(String(v))) found += Number(n);
    }
  }
  const repeated = (column: string) =>
    one(
      `select coalesce(sum(n), 0) as n from (select count(*) as n from shop.lines where ${column} is not null group by ${column} having count(*) > 1)`,
    );
  const bits = await one(`select bit_count(bitstring_agg(line_id, ${pass.low}, ${pass.high})) as n from shop.lines`);
  if (Number(bits.n) !== Number(pass.n)) found += Number((await repeated('line_id')).n);
  const texts = await one(`select count(distinct line_key) as n from shop.lines`);
  if (Number(texts.n) !== Number(pass.n)) found += Number((await repeated('line_key')).n);
  const orphans = await one(
    `select count(*) as n from shop.lines l where customer_id is not null and not exists (select 1 from shop.customers c where c.customer_id = l.customer_id)`,
  );
  found += Number(orphans.n);
  await session.close();
  return found;
};
