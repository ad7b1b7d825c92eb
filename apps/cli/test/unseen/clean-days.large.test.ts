import { describe, expect, it } from 'vitest';
import { LAST } from './fault.ts';
import { gateClean } from './shop.ts';

/** Ninety days that end with the last one: the sales of November, Christmas, New Year. */
const DAYS = Array.from({ length: 90 }, (_, back) =>
  new Date(Date.parse(LAST) - back * 86_400_000).toISOString().slice(0, 10),
);

/** Five of them in CI: an ordinary day, New Year, Christmas, the day after a sale, the first. */
const CHOSEN = [0, 30, 37, 63, 89];

const days = process.env.ASSAY_ALL === '1' ? DAYS : DAYS.filter((_, back) => CHOSEN.includes(back));

describe.each([300, 3_000, 30_000])(
  'a clean shop of %i orders gives no alarm, a warning that fails being one',
  (orders) => {
    it.each(days)('on %s', async (until) => {
      expect(await gateClean({ orders, until })).toEqual({ code: 0, failing: [], refused: null });
    });
  },
);
