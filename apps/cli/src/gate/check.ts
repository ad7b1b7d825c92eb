import {
  type CheckedTable,
  type Costs,
  costsTogether,
  findDifferences,
  ledgerOf,
  maskWith,
  type Plan,
  planChecks,
  plannedCosts,
  type Ran,
  type RunOptions,
  runPlan,
} from '@assay/checks';
import { type Check, type Session, stoppable, UserError, type Verdict } from '@assay/core';
import { parseSql } from '@assay/warehouse';
import type { Progress } from '../progress.ts';
import { type Blueprint, checksOf } from '../project/blueprint.ts';
import { type LoadedProject, timeoutOf } from '../project/load.ts';
import { type NullShares, nullShares } from '../report/null-shares.ts';
import { budgetKept, refuseOverrun } from './budget.ts';
import { fileVerdicts } from './file-verdicts.ts';
import { setAside } from './set-aside.ts';

export interface AssayOptions {
  readonly loaded: LoadedProject;
  readonly blueprint: Blueprint;
  readonly session: Session;
  readonly runId: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly now: Date;
  readonly piiKey: string | undefined;
  /** Rows of the last publication, by table. */
  readonly published: ReadonlyMap<string, number>;
  /** Only these tables; all without it. */
  readonly only?: ReadonlySet<string> | undefined;
  /** What this run built, where it did not build all: checks that neither are on it nor read it keep their verdicts. */
  readonly selection?: ReadonlySet<string> | undefined;
  /** Ask everything twice, and compare. */
  readonly paranoid?: boolean | undefined;
}

export type Checked = Ran & {
  /** Statements sent. */
  readonly sent: number;
  readonly ms: number;
  /** Rows that were moved to quarantine, as the verdicts of the checks that found them. */
  readonly moved: readonly Verdict[];
  readonly nulls?: NullShares | undefined;
};

/** The checks of one run over one state of the data. */
export interface Assay {
  /** Judges the rows of a table that has just been built and moves the bad ones to quarantine, where a check says so. */
  sort(table: string): Promise<void>;
  /** Asks every check that has not been asked by sorting. */
  judge(): Promise<Checked>;
}

/** Whether a check is on one of these tables, or reads one of them. */
const concerns = (check: Check, selection: ReadonlySet<string>, session: Session): boolean => {
  if (selection.has(check.table)) return true;
  const reads = JSON.stringify([check.metrics, check.offenders]);
  return [...selection].some((table) => {
    const [schema = '', name = ''] = table.split('.');
    return reads.includes(JSON.stringify(session.physical(schema, name)).slice(1, -1));
  });
};

/** Asks every figure a second time in the plainest way; one that differs is a bug of ours. */
const askAgain = async (plan: Plan, session: Session, options: RunOptions): Promise<void> => {
  const differences = await findDifferences(plan, session, options);
  const said = differences.map(
    ({ table, checks, figure, found, plainly }) =>
      `${table} ${figure}: ${found}, plainly ${plainly} (${checks.join(', ')})`,
  );
  if (said.length > 0) throw new Error(`two ways of asking disagree:\n${said.join('\n')}`);
};

/** Raw rows have no grain: they are known by where they stood. */
const ORIGIN = ['_file', '_line'];

const keysOf = ({ grain, columns }: CheckedTable): readonly string[] =>
  grain.length > 0 ? grain : ORIGIN.filter((name) => columns.some((column) => column.name === name));

export const makeAssay = ({ loaded, blueprint, session, progress, ...rest }: AssayOptions): Assay => {
  const { contracts, tables, waivers } = blueprint;
  const { dialect, asking } = session;
  const { published, only } = rest;
  let made: readonly Check[] | undefined;
  // When they are first needed: while the engine builds the next table, where nobody waits for them
  const checks = (): readonly Check[] => {
    if (made) return made;
    const drawn = checksOf(blueprint, loaded, { dialect, physical: session.physical, published, only });
    if (drawn.problems.length > 0) throw new UserError(drawn.problems);
    made = drawn.checks;
    return made;
  };
  const options: RunOptions = {
    signal: rest.signal,
    timeout: timeoutOf(loaded),
    grains: new Map([...tables].map(([name, table]) => [name, keysOf(table)])),
    pii: new Map(contracts.map(({ table, pii }) => [table, pii])),
    mask: maskWith(rest.piiKey),
    parse: parseSql,
    columns: new Map([...blueprint.others, ...tables].map(([name, table]) => [name, table.columns])),
    waivers,
    today: rest.now.toISOString().slice(0, 10),
  };
  const doubt = rest.paranoid ? (plan: Plan, over = session) => askAgain(plan, over, options) : undefined;
  const moved: Verdict[] = [];
  const sorted: Costs[] = [];
  // Raw tables are there only in the run that loaded them.
  const absent = new Set(blueprint.dataSets.map(({ name }) => `bronze.${name}`));
  const { selection } = rest;
  const wanted = (check: Check): boolean =>
    !absent.has(check.table) && (!selection || concerns(check, selection, session));
  const { budget } = loaded.project;
  refuseOverrun(budget, () => plannedCosts(ledgerOf(planChecks(checks().filter(wanted), { dialect, asking }))));
  return {
    sort: async (table) => {
      absent.delete(table);
      const mine = checks().filter((check) => check.table === table);
      const ran = await setAside({ session, checks: mine, runId: rest.runId, options, doubt });
      if (!ran) return;
      moved.push(...ran.verdicts);
      sorted.push(ran.costs);
    },
    judge: async () => {
      const start = performance.now();
      const counted = stoppable(session, rest.signal);
      const judged = new Set(moved.map(({ id }) => id));
      const open = checks().filter((check) => !judged.has(check.id) && wanted(check));
      progress.step(`asking ${open.length} checks`);
      const plan = planChecks(open, { dialect, asking });
      const ran = await runPlan(plan, counted, options);
      await doubt?.(plan, counted);
      const ms = Math.round(performance.now() - start);
      const costs = costsTogether([...sorted, ran.costs]);
      const kept = budgetKept(budget, costs, { waivers, now: rest.now });
      const onFiles = (await fileVerdicts(session, blueprint, { waivers, now: rest.now })).filter(
        ({ table }) => only?.has(table) ?? true,
      );
      const verdicts = [...moved, ...ran.verdicts, ...onFiles, ...kept];
      return { ...ran, verdicts, costs, moved, nulls: nullShares(open, ran), sent: counted.statements, ms };
    },
  };
};
