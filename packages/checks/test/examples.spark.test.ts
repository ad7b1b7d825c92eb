import type { Session, Value } from '@assay/core';
import { databricksAsking, databricksDialect } from '@assay/warehouse';
import { describeOnSpark } from '@assay/warehouse/testing/spark';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsOf, type GivenTable, tablesOf } from '../src/given.ts';
import { kinds, makeChecks, parseContracts, planChecks, recipes, runPlan } from '../src/index.ts';
import { contractText } from './shop.ts';

const { id, literal } = databricksDialect;
const TYPES: Readonly<Record<string, string>> = { varchar: 'string', integer: 'int' };
const sparkType = (type: string): string => TYPES[type] ?? type;

/** Tables as temporary views: nothing is written, and names are of one part. */
const viewOf = (name: string, { columns, rows }: GivenTable): string => {
  const list = columnsOf(columns);
  const row = (values: readonly Value[]) =>
    `select ${list.map((column, i) => `cast(${literal(values[i] ?? null)} as ${sparkType(column.type)}) as ${id(column.name)}`).join(', ')}`;
  const all = rows.length > 0 ? rows.map(row).join(' union all ') : `${row([])} where false`;
  return `create or replace temporary view ${id(name)} as ${all}`;
};

describeOnSpark('a real Spark', (connect) => {
  let session: Session;
  beforeAll(async () => {
    session = await connect();
  });
  afterAll(() => session?.close());

  const ask = async (check: string, given: Readonly<Record<string, GivenTable>>) => {
    const [first = ''] = Object.keys(given);
    const physical = (schema: string, name: string) => id(`${schema}_${name}`);
    for (const [table, what] of Object.entries(given)) await session.execute(viewOf(table.replace('.', '_'), what));
    const grains = new Map(Object.entries(given).map(([table, { grain = [] }]) => [table, grain]));
    const tables = new Map(
      Object.entries(given).map(([table, { columns, grain = [] }]) => [
        table,
        { grain, columns: columnsOf(columns).map(({ name, type }) => ({ name, type: sparkType(type) })) },
      ]),
    );
    const { contracts } = parseContracts([{ file: 'checks/example.yml', text: contractText(first, check), layer: 0 }]);
    const made = makeChecks({
      contracts,
      tables,
      only: new Set([first]),
      asOf: '2025-12-31',
      settings: {},
      dialect: databricksDialect,
      physical,
    });
    expect(made.problems).toEqual([]);
    const plan = planChecks(made.checks, { dialect: databricksDialect, asking: databricksAsking });
    const { verdicts } = await runPlan(plan, session, { grains });
    const listed = new Map<string, number>();
    for (const { id: name, sql } of verdicts) if (sql) listed.set(name, (await session.query(sql)).rows.length);
    return { verdicts, listed };
  };

  for (const { name, examples } of kinds)
    describe(`${name} says the same as on DuckDB:`, () => {
      for (const { title, check, given, gives } of examples)
        it(title, async () => {
          const { verdicts, listed } = await ask(check, tablesOf(given));
          const asked = verdicts.find(({ kind, contract }) => kind === name && contract?.line !== 1);
          expect(asked, JSON.stringify(asked)).toMatchObject({
            status: gives.status,
            ...(gives.failing === undefined ? {} : { failing_rows: gives.failing }),
          });
          if (asked?.sql && asked.failing_rows !== null)
            expect(listed.get(asked.id), asked.sql).toBe(asked.failing_rows);
        });
    });

  for (const { name, examples } of recipes)
    describe(`${name} says the same as on DuckDB:`, () => {
      for (const { title, check, given, fails } of examples)
        it(title, async () => {
          const { verdicts, listed } = await ask(check, tablesOf(given));
          expect(verdicts.filter(({ status }) => status === 'error')).toEqual([]);
          const failing = verdicts.filter(({ kind, status }) => kind === name && status === 'fail');
          expect(failing.map((verdict) => verdict.name)).toEqual(fails);
          for (const { id: of, sql, failing_rows } of failing)
            expect(listed.get(of) ?? null, sql ?? of).toBe(failing_rows);
        });
    });
});
