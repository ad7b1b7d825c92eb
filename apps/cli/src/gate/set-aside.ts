import { type Plan, planChecks, type Ran, type RunOptions, runPlan } from '@assay/checks';
import type { Check, Session, Sql } from '@assay/core';
import { allOf, render } from '@assay/core';

/** A check whose failing rows are moved out of the way, and the predicate that finds them. */
interface Sorting {
  readonly check: Check;
  readonly bad: Sql;
}

const sortings = (checks: readonly Check[]): Sorting[] =>
  checks.flatMap((check) =>
    check.action === 'quarantine' && check.offenders && 'rows' in check.offenders
      ? [{ check, bad: allOf(check.relation.where, check.offenders.rows) }]
      : [],
  );

const LAYOUT = 'run_id string, _file string, _line bigint, field string, reason string, record string';

export interface SetAsideOptions {
  readonly session: Session;
  /** The checks of one table. */
  readonly checks: readonly Check[];
  readonly runId: string;
  readonly options: RunOptions;
  /** Called with the plan while the rows are still there. */
  readonly doubt?: ((plan: Plan) => Promise<void>) | undefined;
}

/**
 * Judges the rows of a table that has just been built and moves those that fail to `quarantine.<table>`, before anything
 * is built on them. A row that breaks two demands is moved for the first. The verdicts tell of the rows as they came;
 * undefined where no check of the table moves rows.
 */
export const setAside = async ({
  session,
  checks,
  runId,
  options,
  doubt,
}: SetAsideOptions): Promise<Ran | undefined> => {
  const sorted = sortings(checks);
  if (sorted.length === 0) return undefined;
  const { dialect } = session;
  const plan = planChecks(
    sorted.map(({ check }) => check),
    { dialect, asking: session.asking },
  );
  const ran = await runPlan(plan, session, options);
  await doubt?.(plan);
  for (const { check, bad } of sorted) {
    const verdict = ran.verdicts.find(({ id }) => id === check.id);
    if (!verdict?.failing_rows) continue;
    const [, name = ''] = check.table.split('.');
    const quarantine = session.physical('quarantine', name);
    const from = render(check.relation.from, dialect);
    const predicate = render(bad, dialect);
    const has = (column: string) => check.relation.columns.some((one) => one.name === column);
    const origin = ['_file', '_line'].map((column) => (has(column) ? dialect.id(column) : 'null'));
    const said = [runId, ...(check.column ? [check.column] : [])].map(dialect.literal);
    await session.execute(`create table if not exists ${quarantine} (${LAYOUT})`);
    await session.execute(
      `insert into ${quarantine}
       select ${said[0]}, ${origin.join(', ')}, ${said[1] ?? 'null'}, ${dialect.literal(check.name)}, ${dialect.rowAsJson('t')}
       from ${from} t where ${predicate}`,
    );
    await session.execute(`delete from ${from} where ${predicate}`);
  }
  return ran;
};
