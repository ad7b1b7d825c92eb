import { type Asking, type Session, UnavailableError } from '@assay/core';
import { databricksAsking, duckdbAsking } from '@assay/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeChecks, parseContracts, planChecks, runPlan, totalCost } from '../src/index.ts';
import { shop } from './shop.ts';

let session: Session;
beforeAll(async () => {
  session = await shop({
    'shop.rows': {
      columns: 'k bigint, s varchar',
      rows: [
        [1, 'a'],
        [2, 'b'],
        [3, null],
      ],
    },
  });
});
afterAll(() => session.close());

const text = `table: shop.rows
columns:
  k: { not_null: true, unique: true, between: [1, 2] }
  s: { not_null: true, one_of: [a, b] }
checks:
${Array.from({ length: 40 }, (_, i) => `  - holds: k > ${i - 20}\n    name: above ${i}\n`).join('')}
  - holds: no_such_function(k)
`;

const run = async (asking: Asking, over: Session = session) => {
  const { contracts } = parseContracts([{ file: 'rows.yml', text, layer: 0 }]);
  const { dialect, physical } = session;
  const tables = new Map([['shop.rows', { columns: (await session.catalog()).get('shop.rows') ?? [], grain: ['k'] }]]);
  const { checks, problems } = makeChecks({ contracts, tables, asOf: '2025-12-31', settings: {}, dialect, physical });
  expect(problems).toEqual([]);
  return runPlan(planChecks(checks, { dialect, asking }), over, { grains: new Map([['shop.rows', ['k']]]) });
};

const watched = (query: Session['query']): Session => ({ ...session, query });

it('cuts statements to the length that an engine takes', async () => {
  const lengths: number[] = [];
  const noting = watched((statement, options) => {
    lengths.push(statement.length);
    return session.query(statement, options);
  });
  const short = await run({ ...databricksAsking, longest: 500 }, noting);
  expect(Math.max(...lengths)).toBeLessThan(500);
  const { verdicts } = await run(databricksAsking);
  expect(short.verdicts).toEqual(verdicts);
});

it('has no more statements in flight than wanted', async () => {
  let flying = 0;
  let most = 0;
  const counting = watched(async (statement, options) => {
    flying += 1;
    most = Math.max(most, flying);
    return session.query(statement, options).finally(() => {
      flying -= 1;
    });
  });
  await run({ ...databricksAsking, concurrency: 3 }, counting);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(3);
});

it('finds the one broken check among many in few statements', async () => {
  const { verdicts, costs } = await run(duckdbAsking);
  expect(verdicts.filter(({ status }) => status === 'error').map(({ id }) => id)).toEqual(['shop.rows.holds']);
  expect(costs.byTable.get('shop.rows')?.statements).toBeLessThan(40);
});

it('books every statement that was sent, shared out among the checks that wanted it', async () => {
  let sent = 0;
  const counting = watched((statement, options) => {
    sent += 1;
    return session.query(statement, options);
  });
  const { costs } = await run(databricksAsking, counting);
  expect(totalCost(costs.byTable.values()).statements).toBe(sent);
  expect(totalCost(costs.byCheck.values()).statements).toBeCloseTo(sent);
  expect(totalCost(costs.byCheck.values()).ms).toBeCloseTo(totalCost(costs.byTable.values()).ms);
  const cost = (id: string) => costs.byCheck.get(`shop.rows.${id}`)?.statements ?? 0;
  expect(cost('holds'), 'asked again and again until it is alone').toBeGreaterThan(cost('holds.above-1') * 3);
});

it('gives up at once when the engine is gone', async () => {
  let sent = 0;
  const gone = watched(async () => {
    sent += 1;
    throw new UnavailableError('the warehouse does not answer');
  });
  await expect(run(duckdbAsking, gone)).rejects.toThrow('the warehouse does not answer');
  // Each statement in flight, and the question after it whether anything answers at all
  expect(sent).toBeLessThanOrEqual(2 * duckdbAsking.concurrency);
});
