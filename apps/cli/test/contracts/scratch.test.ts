import { it } from 'vitest';
import { judge, openWorkshop, rawShop } from './workshop.ts';

it('x', async () => {
  let t = performance.now();
  const lap = (w: string) => {
    console.log(w, Math.round(performance.now() - t));
    t = performance.now();
  };
  const raw = await rawShop({ orders: 600, until: '2026-04-10' });
  lap('raw');
  const shop = await openWorkshop({ raw, asOf: '2026-04-10' });
  lap('open');
  const s0 = shop.session.statements;
  const v = await judge(shop);
  lap('judge');
  console.log(v.length, shop.session.statements - s0);
}, 60000);
