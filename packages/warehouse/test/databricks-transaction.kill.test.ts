import { expect, inject, it } from 'vitest';
import { openBakery, TABLES } from './fake/bakery.ts';

it.each([
  ['one transaction', undefined],
  ['one commit of slots', 'slots'],
] as const)(
  'shows the old set or the new one and never a mixture, published by %s, whichever call is the last that comes through',
  async (_, publish) => {
    const bakery = await openBakery(inject('certificate'), { publish });
    await bakery.gate(1);
    if (!publish) await bakery.manage(...TABLES);
    await bakery.gate(2);
    await bakery.gate(3); // from here on each run also drops a candidate of an earlier one
    const before = bakery.fake.calls.length;
    await bakery.gate(4);
    const calls = bakery.fake.calls.length - before;
    const seen = new Set<string>();
    for (let i = 1; i <= calls; i += 2) {
      const old = (i % 8) + 1;
      await bakery.gate(old);
      const last = bakery.fake.calls.length + i;
      bakery.fake.fail(({ number }) => (number > last ? { kind: 'lost request' } : undefined));
      await bakery.gate(9, 40).catch(() => {});
      const [loaves, takings] = await bakery.shown();
      expect(loaves, `after call ${i} of ${calls}`).toBe(takings);
      expect([old, 9]).toContain(loaves);
      seen.add(loaves === 9 ? 'new' : 'old');
      bakery.fake.fail(() => undefined);
    }
    expect([...seen].sort()).toEqual(['new', 'old']);
    await bakery.close();
  },
);
