import { it } from 'vitest';
import { breaches, judge, openWorkshop } from './workshop.ts';

it('scratch', async () => {
  const t0 = performance.now();
  const shop = await openWorkshop({
    orders: Number(process.env.ORDERS ?? 1500),
    until: '2026-04-10',
    asOf: process.env.AS_OF ?? '2026-03-15',
    plant: process.env.PLANT?.split(',') ?? [],
  });
  console.log('built', performance.now() - t0);
  if (process.env.SQL) console.table((await shop.session.query(process.env.SQL)).rows);
  const verdicts = await judge(shop);
  console.log('judged', performance.now() - t0, verdicts.length);
  for (const line of breaches(verdicts)) console.log('  BREACH', line);
  for (const v of verdicts.filter((v) => v.status === 'skip')) console.log('  SKIP', v.id, v.message);
  await shop.session.close();
});
