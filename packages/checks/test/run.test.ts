import type { Session } from '@assay/core';
import { askDuckdb } from '@assay/warehouse';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  askPlainly,
  blocks,
  kind,
  kinds,
  maskWith,
  parseWaivers,
  planChecks,
  runPlan,
  waiverOf,
} from '../src/index.ts';
import { askShop } from './shop.ts';

const orders = {
  'shop.orders': {
    columns: 'order_id bigint, email varchar, total decimal(18,2), status varchar',
    grain: ['order_id'],
    rows: [
      [1, 'ada@example.com', 10, 'paid'],
      [2, 'bob@example.com', -5, 'paid'],
      [3, 'bob@example.com', -7, 'open'],
      [4, 'cyd@example.com', 20, 'open'],
    ],
  },
} as const;

const only = ({ verdicts }: Awaited<ReturnType<typeof askShop>>) => {
  const written = verdicts.filter(({ contract, kind: of }) => contract?.line !== 1 && of !== 'not_empty');
  expect(written).toHaveLength(1);
  return written[0];
};

describe('limits', () => {
  const negative = (limits: string) =>
    askShop({ given: orders, check: `- between: { at_least: 0 }\n  column: total\n${limits}` }).then(only);

  it.each([
    ['', 'fail', 'error'],
    ['  severity: warn', 'fail', 'warn'],
    ['  warn: "> 0"\n  error: "> 2"', 'fail', 'warn'],
    ['  warn: "> 0"\n  error: "> 1"', 'fail', 'error'],
    ['  warn: "> 0"\n  error: "> 50%"', 'fail', 'warn'],
    ['  warn: "> 0"\n  error: "> 49.9%"', 'fail', 'error'],
    ['  error: "> 2"', 'pass', 'error'],
    ['  warn: "> 0"', 'fail', 'warn'],
    ['  warn: "> 50%"', 'pass', 'warn'],
  ])('%j makes of 2 in 4 rows: %s, %s', async (limits, status, severity) => {
    expect(await negative(limits)).toMatchObject({ status, severity, failing_rows: 2, rows_judged: 4 });
  });

  it('takes percentages over the rows that where leaves', async () => {
    const verdict = await negative('  where: status = \'open\'\n  error: "> 50%"');
    expect(verdict).toMatchObject({ status: 'pass', failing_rows: 1, rows_judged: 2 });
  });
});

/** SQL of one engine alone. */
const UNHELD = { lint: undefined };

describe('a broken check', () => {
  it('is alone in its error; its neighbours keep their verdicts', async () => {
    const { verdicts } = await askShop({
      given: orders,
      check: `- holds: cast(email as integer) > 0
- holds: no_such_function(total)
  name: unknown function
- between: { at_least: 0 }
  column: total
- not_null: true
  column: status`,
      make: UNHELD,
    });
    expect(verdicts.map(({ status }) => status)).toEqual(['error', 'error', 'fail', 'pass', 'pass', 'pass', 'pass']);
  });

  it('does not tell in its message what stands in the data', async () => {
    const verdict = only(await askShop({ given: orders, check: '- holds: cast(email as int) > 0' }));
    expect(verdict?.message).toMatch(/Could not convert string '•••' to INT32/);
    expect(JSON.stringify(verdict)).not.toMatch(/bob|ada|example[.]com/);
  });
});

describe('samples', () => {
  const check = `table: shop.orders
pii: [email]
checks:
  - holds: total >= 0 or email is null`;

  it('show the keys and the columns concerned in a fixed order, with PII masked wholly without a key', async () => {
    const { verdicts, listed } = await askShop({
      given: orders,
      check,
      run: { pii: new Map([['shop.orders', ['email']]]) },
    });
    const failed = verdicts.find(({ status }) => status === 'fail');
    expect(failed?.samples).toEqual([
      { order_id: '2', email: '•••', total: '-5.00' },
      { order_id: '3', email: '•••', total: '-7.00' },
    ]);
    expect(listed.get(failed?.id ?? '')).toHaveLength(2);
  });

  it('mask the same value alike with a key, and differently with another', async () => {
    const masked = async (key: string) => {
      const { verdicts } = await askShop({
        given: orders,
        check,
        run: { pii: new Map([['shop.orders', ['email']]]), mask: maskWith(key) },
      });
      return verdicts.find(({ status }) => status === 'fail')?.samples.map(({ email }) => email);
    };
    const [first, again, other] = [await masked('one'), await masked('one'), await masked('two')];
    expect(first).toEqual(again);
    expect(first?.[0]).toBe(first?.[1]);
    expect(first).not.toEqual(other);
    expect(String(first)).not.toMatch(/bob/);
  });

  it('mask what a custom query makes of PII, under whatever name', async () => {
    const { verdicts } = await askShop({
      given: orders,
      check: `table: shop.orders
pii: [email]
checks:
  - sql: select order_id, upper(email) as mail, status from shop.orders where total < 0
    name: no negative totals`,
      run: { pii: new Map([['shop.orders', ['email']]]) },
    });
    expect(verdicts.find(({ status }) => status === 'fail')?.samples).toEqual([
      { order_id: '2', mail: '•••', status: 'paid' },
      { order_id: '3', mail: '•••', status: 'open' },
    ]);
  });

  it('show the beginning of a text of megabytes', async () => {
    const given = {
      'shop.notes': { columns: 'id bigint, note varchar', grain: ['id'], rows: [[1, '🦆'.repeat(500_000)]] },
    };
    const { verdicts } = await askShop({ given, check: '- length: { at_most: 9 }\n  column: note', lists: false });
    const [sample] = verdicts[0]?.samples ?? [];
    expect(sample?.note).toBe(`${'🦆'.repeat(250)}… (1,000,000 characters)`);
  });

  it('of found values come without the SQL that would quote PII', async () => {
    const given = {
      'shop.visits': {
        columns: 'id bigint, basket varchar',
        grain: ['id'],
        rows: [
          [1, 'Ada'],
          [2, '{}'],
        ],
      },
    };
    const check = '- json_schema: { type: object }\n  column: basket';
    const openly = only(await askShop({ given, check }));
    expect(openly).toMatchObject({ samples: [{ basket: 'Ada' }], message: null, sql: expect.stringContaining('Ada') });
    const masked = only(await askShop({ given, check, run: { pii: new Map([['shop.visits', ['Basket']]]) } }));
    expect(masked).toMatchObject({ failing_rows: 1, samples: [{ id: '1', basket: '•••' }], sql: null });
    expect(masked?.message).toBe('the SQL that lists them all would quote PII, and is not printed');
    expect(JSON.stringify(masked)).not.toContain('Ada');
  });

  it('are as many as wanted', async () => {
    const { verdicts } = await askShop({ given: orders, check, run: { samples: 1 } });
    expect(verdicts.find(({ status }) => status === 'fail')?.samples).toHaveLength(1);
  });
});

describe('an empty table', () => {
  const empty = { 'shop.orders': { ...orders['shop.orders'], rows: [] } };
  const contract = (head: string) => `table: shop.orders\n${head}columns: { total: { between: [0, 1] } }\n`;

  it('passes nothing: it fails, and everything else is skipped', async () => {
    const { verdicts } = await askShop({ given: empty, check: contract('') });
    expect(verdicts.map(({ kind: of, status }) => `${of} ${status}`)).toEqual([
      'between skip',
      'not_empty fail',
      'not_null skip',
      'unique skip',
    ]);
  });

  it('is skipped where it may be empty and always was', async () => {
    const { verdicts } = await askShop({ given: empty, check: contract('may_be_empty: no sales yet\n') });
    expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(['skip']));
  });

  it('fails all the same where the last publication had rows', async () => {
    const { verdicts } = await askShop({
      given: empty,
      check: contract('may_be_empty: no sales yet\n'),
      make: { published: new Map([['shop.orders', 4]]) },
    });
    expect(verdicts.find(({ kind: of }) => of === 'not_empty')).toMatchObject({
      status: 'fail',
      wanted: 'rows; the last publication had 4 rows',
    });
  });

  it('is not the same as no rows left by where', async () => {
    const verdict = only(await askShop({ given: orders, check: "- holds: total > 0\n  where: status = 'lost'" }));
    expect(verdict).toMatchObject({ status: 'skip', message: 'no rows are left by where:' });
  });
});

describe('waivers', () => {
  const text = 'waivers:\n  - { check: shop.orders.total.between, who: Ada, why: known, until: 2026-01-31 }\n';
  const { waivers } = parseWaivers({ file: 'waivers.yml', text });
  const on = (today: string) => waiverOf('shop.orders.total.between', { waivers, today });

  it('let a check through until their last day, announced a week before', () => {
    expect(['2026-01-23', '2026-01-24', '2026-01-31', '2026-02-01'].map((day) => on(day)?.state)).toEqual([
      'active',
      'ends soon',
      'ends soon',
      'expired',
    ]);
    const failed = { status: 'fail', severity: 'error' } as const;
    expect(blocks({ ...failed, waiver: on('2026-01-31') })).toBe(false);
    expect(blocks({ ...failed, waiver: on('2026-02-01') })).toBe(true);
    expect(blocks({ ...failed, waiver: null })).toBe(true);
    expect(blocks({ ...failed, severity: 'warn', waiver: null })).toBe(false);
  });

  it('name checks that exist', () => {
    const { problems } = parseWaivers({ file: 'waivers.yml', text }, ['shop.orders.totals.between']);
    expect(problems).toEqual([
      {
        file: 'waivers.yml',
        line: 2,
        column: 7,
        message: 'there is no check shop.orders.total.between; did you mean shop.orders.totals.between?',
      },
    ]);
  });

  it('end on a day, with the place of what is none', () => {
    const { problems } = parseWaivers({ file: 'waivers.yml', text: text.replace('2026-01-31', 'soon') });
    expect(problems).toMatchObject([{ line: 2, message: 'expected a day such as 2026-01-31; found "soon"' }]);
  });

  it('stand in the verdict', async () => {
    const verdict = only(
      await askShop({
        given: orders,
        check: '- between: { at_least: 0 }\n  column: total',
        run: { waivers, today: '2026-01-01' },
      }),
    );
    expect(verdict?.waiver).toEqual({ who: 'Ada', why: 'known', until: '2026-01-31', state: 'active' });
  });
});

describe('time and cancelling', () => {
  const slow = {
    given: orders,
    check: '- sql: select * from range(100000000000) a, range(1000) b where a.range + b.range = -1\n  name: endless',
  };

  it('stops a check that takes too long, and it alone', async () => {
    const { verdicts } = await askShop({ ...slow, run: { timeout: 1500 } });
    expect(verdicts.map(({ status }) => status)).toEqual(['error', 'pass', 'pass', 'pass']);
    expect(verdicts[0]?.message).toMatch(/longer than 1500 ms/);
  });

  it('stops everything when the user does', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 150);
    await expect(askShop({ ...slow, run: { signal: controller.signal } })).rejects.toMatchObject({
      name: 'CancelledError',
    });
  });
});

it('takes few rows of a custom query out of the engine, and little memory, however many it gives', async () => {
  const most = async (rows: number) => {
    let largest = 0;
    const watched = (session: Session): Session => ({
      ...session,
      query: async (text, options) => {
        const answer = await session.query(text, options);
        largest = Math.max(largest, answer.rows.length);
        return answer;
      },
    });
    const verdict = only(
      await askShop({
        given: orders,
        check: `- sql: select range as n, repeat('x', 200) as pad from range(${rows})\n  name: many`,
        run: { samples: 3 },
        make: UNHELD,
        session: async (session) => {
          await session.execute("set memory_limit = '200MB'");
          return watched(session);
        },
        lists: false,
      }),
    );
    expect(verdict).toMatchObject({ failing_rows: rows, samples: [{ n: '0' }, { n: '1' }, { n: '2' }] });
    return largest;
  };
  expect([await most(10), await most(3_000_000)]).toEqual([3, 3]);
});

it('says of every check who owns it, why it matters and what to do', async () => {
  const { verdicts } = await askShop({
    given: orders,
    check: `table: shop.orders
owner: shop@example.com
runbook: https://wiki.example.com/orders
tags: [shop]
checks:
  - { not_null: true, column: total, because: it is billed, owner: billing@example.com, tags: [money] }
  - { not_null: true, column: status }`,
  });
  const said = verdicts.slice(0, 2).map(({ owner, runbook, because, tags }) => ({ owner, runbook, because, tags }));
  const runbook = 'https://wiki.example.com/orders';
  expect(said).toEqual([
    { owner: 'billing@example.com', runbook, because: 'it is billed', tags: ['money', 'shop'] },
    { owner: 'shop@example.com', runbook, because: null, tags: ['shop'] },
  ]);
});

it('takes a kind that is defined outside the package', async () => {
  const even = kind({
    name: 'even',
    summary: 'Values are even.',
    nulls: 'NULLs are not judged.',
    dimension: 'validity',
    on: 'column',
    filters: true,
    options: z.literal(true),
    claim: (_, { column }) => `${column} is even`,
    measure: (_, { column, expression }) => ({
      odd: { shape: 'matching', predicate: expression(`mod(${column}, 2) = 1`) },
    }),
    judge: ({ odd }) => ({ holds: odd === 0, failing: odd, found: `${odd} odd`, wanted: 'even' }),
    rows: (_, { column, expression }) => expression(`mod(${column}, 2) = 1`),
    examples: [],
  });
  const verdict = only(
    await askShop({ given: orders, check: '- even: true\n  column: order_id', kinds: [...kinds, even], make: UNHELD }),
  );
  expect(verdict).toMatchObject({ kind: 'even', status: 'fail', found: '2 odd' });
});

it('lives with awkward names, 200 columns and awkward values', async () => {
  const names = Array.from({ length: 200 }, (_, i) => (i === 0 ? 'order "id"' : i === 1 ? 'select' : `ünï ${i}`));
  const wide = await askShop({
    given: {
      'shop.odd table': {
        columns: names.map((name) => `"${name.replaceAll('"', '""')}" varchar`).join(', '),
        grain: ['order "id"'],
        rows: [names.map((_, i) => (i === 1 ? `🦆 ' ${'x'.repeat(1_000_000)}` : `${i}`))],
      },
    },
    check: names.map((name) => `- not_null: true\n  column: '${name}'\n  name: there`).join('\n'),
  });
  expect(wide.verdicts.filter(({ status }) => status !== 'pass')).toEqual([]);
  expect(wide.verdicts).toHaveLength(203);
  const { verdicts } = await askShop({
    given: {
      'shop.odd': {
        columns: '"ünï 1" varchar, "select" varchar, n double, d date, big decimal(38,0)',
        rows: [
          ['🦆', "it's", 'NaN', '9999-12-31', '99999999999999999999999999999999999999'],
          ['', 'x', 'inf', '0001-01-01', '1'],
        ],
      },
    },
    check: `- one_of: [🦆]
  column: ünï 1
- matches: "^it's$"
  column: select
- between: [0, 1]
  column: n
- between: { at_least: 0002-01-01, at_most: 9999-12-31 }
  column: d
- between: { at_most: 2 }
  column: big`,
  });
  expect(verdicts.map(({ status, failing_rows }) => [status, failing_rows]).slice(0, 5)).toEqual([
    ['fail', 1],
    ['fail', 1],
    ['fail', 2],
    ['fail', 1],
    ['fail', 1],
  ]);
});

it('tells numbers of 38 digits apart by their last one', async () => {
  const nines = '9'.repeat(37);
  const verdict = only(
    await askShop({
      given: { 'shop.big': { columns: 'n decimal(38,0)', rows: [[`${nines}7`], [`${nines}8`], [`${nines}9`]] } },
      check: `- between: { at_least: "${nines}8", at_most: "${nines}8" }\n  column: n`,
      asking: askDuckdb({ small: 0 }),
    }),
  );
  expect(verdict).toMatchObject({ failing_rows: 2, samples: [{ n: `${nines}7` }, { n: `${nines}9` }] });
});

it('says the same on every run but for nothing', async () => {
  const once = () =>
    askShop({ given: orders, check: '- between: { at_least: 0 }\n  column: total\n- holds: total > 0' });
  const [first, second] = [await once(), await once()];
  expect(JSON.stringify(first.verdicts)).toBe(JSON.stringify(second.verdicts));
});

it('asks equal questions once', async () => {
  const { plan } = await askShop({
    given: orders,
    check: '- not_null: true\n  column: total\n- between: [0, 9]\n  column: total',
  });
  const shapes = plan.questions.map(({ metric }) => metric.shape);
  expect(shapes.filter((shape) => shape === 'rows')).toHaveLength(1);
  expect(planChecks(plan.checks, { dialect: plan.dialect, asking: askPlainly }).questions).toHaveLength(
    plan.questions.length,
  );
  expect(runPlan).toBeTypeOf('function');
});
