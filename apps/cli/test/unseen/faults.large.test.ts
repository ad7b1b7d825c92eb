import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LAST } from './fault.ts';
import { faults } from './faults/index.ts';
import { openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ orders: Number(process.env.ASSAY_ORDERS ?? 3000), until: LAST });
});
afterAll(() => shop?.close());

it('nine in ten', async () => {
  const only = process.env.ASSAY_ONLY;
  const lines: string[] = [];
  for (const [name, fault] of Object.entries(faults)) {
    if (only && !name.match(only)) continue;
    try {
      const { code, failing, refused } = await shop.gateWith(fault);
      const verdict = code === 1 ? 'refused' : failing.length > 0 ? 'warned' : 'PASSED';
      lines.push(`${verdict}\t${failing.length}\t${name}\t${refused?.slice(0, 90) ?? failing.map(({ id, severity }) => `${severity[0]}:${id.replace(/every_row\./, '').slice(7, 70)}`).join(' ')}`);
    } catch (error) {
      lines.push(`ERROR\t0\t${name}\t${String(error).slice(0, 300)}`);
    }
    await writeFile('/tmp/ct/faults.tsv', `${lines.join('\n')}\n`);
  }
  expect(lines.length).toBeGreaterThan(0);
});
