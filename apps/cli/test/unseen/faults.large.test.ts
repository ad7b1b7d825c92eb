import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAST } from './fault.ts';
import { faults } from './faults/index.ts';
import { type Outcome, openShop, type Shop } from './shop.ts';
import { UNSEEN } from './unseen-still.ts';

/** All of them take minutes; CI tries each third. */
const tried = Object.entries(faults).filter((_, i) => process.env.ASSAY_ALL === '1' || i % 3 === 0);

let shop: Shop;
const outcomes = new Map<string, Outcome>();
beforeAll(async () => {
  shop = await openShop({ orders: 3000, until: LAST });
});
afterAll(async () => {
  await shop?.close();
  process.stdout.write(`${figures()}\n`);
});

const isSeen = ({ code, failing }: Outcome): boolean => code === 1 || failing.length > 0;

const figures = (): string => {
  const all = [...outcomes];
  const refused = all.filter(([, { code }]) => code === 1).length;
  const seen = all.filter(([, outcome]) => isSeen(outcome));
  const alone = seen.filter(([, { failing, refused: reason }]) => reason === null && failing.length === 1);
  const by = new Map<string, string[]>();
  for (const [name, { failing }] of alone)
    by.set(failing[0]?.id ?? '', [...(by.get(failing[0]?.id ?? '') ?? []), name]);
  const hanging = [...by].map(([id, names]) => `  ${names.length} on ${id}: ${names.join('; ')}`);
  return [
    `${all.length} faults: ${refused} refused, ${seen.length - refused} warned of, ${all.length - seen.length} passed`,
    ...all.filter(([, outcome]) => !isSeen(outcome)).map(([name]) => `  passed: ${name}`),
    `${alone.length} are seen by one check alone`,
    ...hanging.sort(),
  ].join('\n');
};

describe('a fault in the raw files, after a clean publication and without manifests, is refused or warned of', () => {
  it.each(tried)('%s', async (name, fault) => {
    const outcome = await shop.gateWith(fault);
    outcomes.set(name, outcome);
    expect({ seen: isSeen(outcome), why: UNSEEN[name] }).toEqual({
      seen: UNSEEN[name] === undefined,
      why: UNSEEN[name],
    });
  });

  it('at least nine in ten of them', () => {
    const unseen = Object.keys(faults).filter((name) => UNSEEN[name] !== undefined);
    expect(Object.keys(UNSEEN).sort()).toEqual(unseen.sort());
    expect(10 * unseen.length).toBeLessThanOrEqual(Object.keys(faults).length);
  });
});
