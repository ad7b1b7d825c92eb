import { expect, it } from 'vitest';
import { askShop } from './shop.ts';

const values = (count: number) => ({
  'shop.visits': { columns: 'basket varchar', rows: Array.from({ length: count }, (_, i) => [`{"n":${i}}`]) },
});

it('is an error where there are more different values than it fetches, never a pass', async () => {
  const check = '- json_schema: { type: object }\n  column: basket';
  const { verdicts } = await askShop({ given: values(10_001), check });
  expect(verdicts[0]).toMatchObject({ kind: 'json_schema', status: 'error' });
  expect(verdicts[0]?.message).toMatch(/more than 10000; narrow them by where/);
  const fewer = await askShop({ given: values(10_000), check });
  expect(fewer.verdicts[0]).toMatchObject({ status: 'pass', rows_judged: 10_000 });
});

it('says before anything runs that a schema is none', async () => {
  const asked = askShop({ given: values(1), check: '- json_schema: { type: basket }\n  column: basket' });
  await expect(asked).rejects.toThrow(/it is no JSON Schema: schema is invalid: data\/type must be/);
});

it('takes limits although it names its offenders only afterwards', async () => {
  const { verdicts } = await askShop({
    given: values(10),
    check: '- json_schema: { properties: { n: { maximum: 8 } } }\n  column: basket\n  warn: "> 0"\n  error: "> 10%"',
  });
  expect(verdicts[0]).toMatchObject({ status: 'fail', severity: 'warn', samples: [{ basket: '{"n":9}' }] });
});
