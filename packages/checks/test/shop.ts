import type { Row, Session, Value } from '@assay/core';
import { type DuckdbSession, duckdbDialect, openDuckdb } from '@assay/warehouse';
import { askPlainly, type Given, type Kind, makeChecks, parseContracts, planChecks, runPlan } from '../src/index.ts';

type RunOptions = Parameters<typeof runPlan>[2];

/** Splits `a bigint, b decimal(18,2)` at the commas between columns. */
const columnsOf = (text: string) =>
  text.split(/,(?![^(]*\))/).map((part) => {
    const [, name = '', type = ''] = /^\s*("(?:[^"]|"")+"|\S+)\s+(.+?)\s*$/.exec(part) ?? [];
    return { name: name.replace(/^"|"$/g, '').replaceAll('""', '"'), type };
  });

const literal = (value: Value): string =>
  value === null ? 'NULL' : typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** A DuckDB session with the given tables, as bare as an example states them. */
export const shop = async (tables: Readonly<Record<string, Given>>): Promise<DuckdbSession> => {
  const session = await openDuckdb({ path: ':memory:' });
  for (const [table, { columns, rows }] of Object.entries(tables)) {
    const [schema = '', name = ''] = table.split('.');
    await session.execute(`create schema if not exists "${schema}"`);
    const list = columnsOf(columns).map((column) => `${duckdbDialect.id(column.name)} ${column.type}`);
    await session.execute(`create table "${schema}"."${name}" (${list.join(', ')})`);
    if (rows.length > 0)
      await session.execute(
        `insert into "${schema}"."${name}" values ${rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ')}`,
      );
  }
  return session;
};

export interface Asked {
  readonly given: Readonly<Record<string, Given>>;
  /** List entries of `checks:`, or a whole contract with `table:`. */
  readonly check: string;
  readonly kinds?: readonly Kind[];
  readonly run?: Partial<RunOptions>;
  readonly make?: Partial<Parameters<typeof makeChecks>[0]>;
  readonly asking?: Parameters<typeof planChecks>[1]['asking'];
}

export const contractText = (table: string, check: string): string =>
  /^table:/m.test(check)
    ? check
    : `table: ${table}\nmay_be_empty: for the example\nchecks:\n${check.replace(/^/gm, '  ')}\n`;

/** Parses, makes, plans and runs the checks of the first table given; throws the problems as text. */
export const askShop = async ({ given, check, kinds, run, make, asking = askPlainly }: Asked) => {
  const [first = ''] = Object.keys(given);
  const withKinds = kinds ? { kinds } : {};
  const session = await shop(given);
  try {
    const { contracts, problems: wrong } = parseContracts(
      [{ file: 'checks/example.yml', text: contractText(first, check), layer: 0 }],
      withKinds,
    );
    const grains = new Map(Object.entries(given).map(([table, { grain = [] }]) => [table, grain]));
    const catalog = await session.catalog();
    const tables = new Map(
      [...catalog].map(([table, columns]) => [table, { columns, grain: grains.get(table) ?? [] }]),
    );
    const made = makeChecks({
      contracts,
      tables,
      only: new Set([first]),
      asOf: '2025-12-31',
      settings: { home_country: 'PT' },
      dialect: session.dialect,
      physical: session.physical,
      ...withKinds,
      ...make,
    });
    const problems = [...wrong, ...made.problems];
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
    const plan = planChecks(made.checks, { dialect: session.dialect, asking });
    const ran = await runPlan(plan, session, { grains, ...run });
    const listed = new Map<string, readonly Row[]>();
    for (const { id, sql } of ran.verdicts) if (sql) listed.set(id, (await session.query(sql)).rows);
    return { ...ran, made, listed, plan };
  } finally {
    await session.close();
  }
};

export type { Session };
