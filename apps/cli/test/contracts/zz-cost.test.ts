import { makeChecks, planChecks, runPlan } from '@assay/checks';
import { it } from 'vitest';
import { openWorkshop, rawShop } from './workshop.ts';

it('cost', async () => {
  const raw = await rawShop({ orders: Number(process.env.ORDERS), until: '2026-04-10' });
  let t = performance.now();
  const lap = () => {
    const d = performance.now() - t;
    t = performance.now();
    return Math.round(d);
  };
  const shop = await openWorkshop({ raw, asOf: '2026-04-10' });
  console.log('load and build', lap());
  const { buildModels } = await import('@assay/pipeline');
  for (let i = 0; i < 2; i++) {
    lap();
    const took = await buildModels(
      shop.session,
      shop.lineage.ordered.filter((m) => m.schema === 'gold'),
      {
        parameters: { home_country: 'US', fiscal_start_month: 1, as_of: { date: '2026-04-10' } },
        upstream: shop.lineage.upstream,
      } as any,
    );
    console.log('gold', lap(), JSON.stringify([...took].map(([k, v]) => [k, Math.round(v)])));
    const { dialect, physical } = shop.session;
    const made = makeChecks({
      contracts: shop.contracts,
      tables: shop.tables,
      asOf: '2026-04-10',
      settings: { home_country: 'US', fiscal_start_month: 1 },
      dialect,
      physical,
    });
    const grains = new Map([...shop.tables].map(([a, { grain }]) => [a, grain]));
    lap();
    await runPlan(planChecks(made.checks, { dialect, asking: shop.session.asking! }), shop.session, { grains });
    console.log('checks', lap());
    if (i === 0) {
      const costs: [string, number][] = [];
      for (const c of made.checks) {
        lap();
        await runPlan(planChecks([c], { dialect, asking: shop.session.asking! }), shop.session, { grains });
        costs.push([c.id, lap()]);
      }
      costs.sort((a, b) => b[1] - a[1]);
      for (const [id, ms] of costs.slice(0, 40)) console.log('  ', ms, id);
      console.log(
        'sum',
        costs.reduce((s, [, m]) => s + m, 0),
      );
    }
  }
  await shop.session.close();
}, 1200000);
