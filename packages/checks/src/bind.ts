import { type Check, type Dialect, type Problem, render, scalarQuery, sql } from '@assay/core';
import { suggestion } from './names.ts';
import { offendersSql } from './offenders.ts';

/** Lets an engine understand a statement over tables that hold no rows, without running it; throws what it says against it. */
export type Understand = (text: string) => Promise<void>;

/** Statements that an engine has to understand before a check can be asked, each as an expression. */
const expressionsOf = ({ check, grain, dialect }: Asked): string[] => {
  const figures = Object.values(check.metrics).map((metric) => {
    const query = render(scalarQuery({ relation: check.relation, metric }), dialect);
    if (metric.shape !== 'aggregate') return query;
    // Beside a count, what is no aggregate is found out
    const { from } = check.relation;
    const beside = sql`select count(*) as rows_beside, ${metric.expression} as figure from ${from} t`;
    return render(sql`select count(*) from (${beside}) figures`, dialect);
  });
  const listing = offendersSql(check, { dialect, grain });
  return [...figures, ...(listing ? [`select count(*) from (${listing}\n) offenders`] : [])].map(
    (text) => `(${text}\n)`,
  );
};

interface Asked {
  readonly check: Check;
  readonly grain: readonly string[];
  readonly dialect: Dialect;
}

interface Binding {
  readonly dialect: Dialect;
  readonly grains: ReadonlyMap<string, readonly string[]>;
  readonly understand: Understand;
}

/**
 * What an engine has against checks before any of them is asked: columns, tables and functions that are not there, types
 * that do not go together. Many are put to it at once; where one is wrong, halves tell which.
 */
export const bindingProblems = async (
  checks: readonly Check[],
  { dialect, grains, understand }: Binding,
): Promise<readonly Problem[]> => {
  const asked = checks.map((check) => ({
    check,
    expressions: expressionsOf({ check, dialect, grain: grains.get(check.table) ?? [] }),
  }));
  const problems: Problem[] = [];
  const bind = async (some: typeof asked): Promise<void> => {
    const list = some.flatMap(({ expressions }) => expressions).map((expression, i) => `${expression} as m_${i}`);
    if (list.length === 0) return;
    try {
      await understand(`select ${list.join(', ')}`);
    } catch (error) {
      const [only] = some;
      if (only && some.length === 1) problems.push({ message: sentence(error, only.check), ...only.check.contract });
      else {
        const middle = Math.ceil(some.length / 2);
        await bind(some.slice(0, middle));
        await bind(some.slice(middle));
      }
    }
  };
  for (let i = 0; i < asked.length; i += AT_ONCE) await bind(asked.slice(i, i + AT_ONCE));
  return problems;
};

const AT_ONCE = 32;

const MISSING_COLUMN = /Referenced column "([^"]+)" (?:was )?not found|does not have a column named "([^"]+)"/;
const MISSING_TABLE = /Table with name ("?)(.+?)\1 does not exist/;

const AGGREGATE = /WHERE clause cannot contain aggregates|Aggregate with only constant parameters has to be bound/;

/** What an engine said, as a sentence about a check. There are no rows, so it holds no value. */
const sentence = (error: unknown, { name, table, relation }: Check): string => {
  const said = error instanceof Error ? error.message : String(error);
  const column = MISSING_COLUMN.exec(said);
  const missing = column?.[1] ?? column?.[2];
  const known = relation.columns.map((one) => one.name);
  if (missing) return `“${name}”: ${table} has no column ${missing}${suggestion(missing, known)}`;
  const absent = MISSING_TABLE.exec(said)?.[2];
  if (absent) return `“${name}”: there is no table ${absent}`;
  if (AGGREGATE.test(said)) return `“${name}”: an aggregate has no place where rows are judged one by one`;
  const first = said.split('\n')[0]?.replace(/^[A-Z][\w ]+ Error: /, '') ?? said;
  return `“${name}” cannot be asked: ${first}`;
};
