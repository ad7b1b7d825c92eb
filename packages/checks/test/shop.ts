import type { Asking, Row, Session, Value } from '@assay/core';
import { lintContractSql } from '@assay/pipeline';
import { type DuckdbSession, duckdbAsking, duckdbDialect, openDuckdb, parseSql } from '@assay/warehouse';
import { columnsOf, type GivenTable } from '../src/given.ts';
import { askPlainly, type Kind, makeChecks, parseContracts, planChecks, runPlan } from '../src/index.ts';

type RunOptions = Parameters<typeof runPlan>[2];

const literal = (value: Value): string =>
  value === null ? 'NULL' : typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** A DuckDB session with the given tables, as bare as an example states them. */
export const shop = async (tables: Readonly<Record<string, GivenTable>>): Promise<DuckdbSession> => {
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

/** Printed SQL has to run where nobody has taught DuckDB anything. */
const forgetMacros = async (session: DuckdbSession): Promise<void> => {
  // A connection is taught once, by the first statement that names a macro
  await session.query('select nvl(1, 2)');
  const { rows } = await session.query(
    "select distinct function_name as name from duckdb_functions() where database_name = 'temp' and function_type = 'macro' and not internal",
  );
  for (const { name } of rows) await session.execute(`drop macro temp.${name}`);
};

export interface Asked {
  readonly given: Readonly<Record<string, GivenTable>>;
  /** List entries of `checks:`, or a whole contract with `table:`; of the first table, or by table. */
  readonly check: string | Readonly<Record<string, string>>;
  readonly kinds?: readonly Kind[];
  readonly run?: Partial<RunOptions>;
  readonly make?: Partial<Parameters<typeof makeChecks>[0]>;
  readonly asking?: Asking;
  /** What the checks are asked through, instead of the session itself. */
  readonly session?: (session: DuckdbSession) => Promise<Session>;
  /** Runs the printed SQL of every verdict (it does, when absent). */
  readonly lists?: boolean;
}

export const contractText = (table: string, check: string): string =>
  /^table:/m.test(check)
    ? check
    : `table: ${table}\nmay_be_empty: for the example\nchecks:\n${check.replace(/^/gm, '  ')}\n`;

/** Parses, makes, plans and runs the checks of the first table given, once for each way of asking; throws the problems as text. */
export const askEach = async (
  { given, check, kinds, run, make, session: through, lists = true }: Asked,
  ways: readonly Asking[],
) => {
  const [first = ''] = Object.keys(given);
  const texts = typeof check === 'string' ? { [first]: check } : check;
  const withKinds = kinds ? { kinds } : {};
  const session = await shop(given);
  try {
    const { contracts, problems: wrong } = parseContracts(
      Object.entries(texts).map(([table, text]) => ({
        ...{ file: `checks/${table}.yml`, text: contractText(table, text), layer: 0 },
      })),
      withKinds,
    );
    const grains = new Map(Object.entries(given).map(([table, { grain = [] }]) => [table, grain]));
    const catalog = await session.catalog();
    const tables = new Map(
      [...catalog].map(([table, columns]) => [table, { columns, grain: grains.get(table) ?? [] }]),
    );
    const { dialect, physical } = session;
    const made = makeChecks({
      lint: lintContractSql,
      contracts,
      tables,
      only: new Set(Object.keys(texts)),
      asOf: '2025-12-31',
      settings: { home_country: 'PT' },
      dialect,
      physical,
      ...withKinds,
      ...make,
    });
    const problems = [...wrong, ...made.problems];
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
    const results = [];
    const asked = (await through?.(session)) ?? session;
    for (const way of ways) {
      const plan = planChecks(made.checks, { dialect, asking: { ...way, plain: duckdbAsking.plain } });
      results.push({
        ...(await runPlan(plan, asked, { grains, parse: parseSql, columns: await session.catalog(), ...run })),
        made,
        plan,
      });
    }
    await forgetMacros(session);
    const listed = new Map<string, readonly Row[]>();
    for (const { verdicts } of results)
      for (const { sql } of lists ? verdicts : [])
        if (sql && !listed.has(sql)) listed.set(sql, (await session.query(sql)).rows);
    return results.map((result) => ({
      ...result,
      listed: new Map(result.verdicts.flatMap(({ id, sql }) => (sql ? [[id, listed.get(sql) ?? []] as const] : []))),
    }));
  } finally {
    await session.close();
  }
};

/** The same for one way of asking. */
export const askShop = async (asked: Asked) => {
  const [result] = await askEach(asked, [asked.asking ?? askPlainly]);
  if (!result) throw new Error('nothing was asked');
  return result;
};
