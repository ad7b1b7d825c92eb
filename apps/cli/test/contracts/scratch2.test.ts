import { it } from 'vitest';
import { openWorkshop, judge } from './workshop.ts';
it('x', async () => {
  const shop = await openWorkshop({ orders: 50, until: '2026-04-10', asOf: '2026-04-10', spoil: process.env.SPOIL ?? '' });
  console.table((await shop.session.query('select count_if(x) a, count(*) filter (x) b, count(*) c from (select true as x where 1 = 0)')).rows);
  const v = await judge(shop, new Set(['gold.executive_summary']));
  for (const x of v.filter((y) => y.status !== 'pass')) console.log(x.id, JSON.stringify(x.samples));
  await shop.session.close();
}, 60000);
