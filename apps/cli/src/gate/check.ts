import { maskWith, planChecks, type Ran, type RunOptions, runPlan } from '@assay/checks';
import { type Session, UserError, type Verdict } from '@assay/core';
import type { Progress } from '../progress.ts';
import { type Blueprint, checksOf } from '../project/blueprint.ts';
import type { LoadedProject } from '../project/load.ts';
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
}

export type Checked = Ran & {
  /** Statements sent. */
  readonly sent: number;
  readonly ms: number;
  /** Rows that were moved to quarantine, as the verdicts of the checks that found them. */
  readonly moved: readonly Verdict[];
};

/** The checks of one run over one state of the data. */
export interface Assay {
  /** Judges the rows of a table that has just been built and moves the bad ones to quarantine, where a check says so. */
  sort(table: string): Promise<void>;
  /** Asks every check that has not been asked by sorting. */
  judge(): Promise<Checked>;
}

export const makeAssay = ({ loaded, blueprint, session, progress, ...rest }: AssayOptions): Assay => {
  const { contracts, tables, waivers } = blueprint;
  const { dialect, asking } = session;
  const { published, only } = rest;
  const { checks, problems } = checksOf(blueprint, loaded, { dialect, physical: session.physical, published, only });
  if (problems.length > 0) throw new UserError(problems);
  const options: RunOptions = {
    signal: rest.signal,
    grains: new Map([...tables].map(([table, { grain }]) => [table, grain])),
    pii: new Map(contracts.map(({ table, pii }) => [table, pii])),
    mask: maskWith(rest.piiKey),
    waivers,
    today: rest.now.toISOString().slice(0, 10),
  };
  const moved: Verdict[] = [];
  return {
    sort: async (table) => {
      const mine = checks.filter((check) => check.table === table);
      moved.push(...(await setAside({ session, checks: mine, runId: rest.runId, options })));
    },
    judge: async () => {
      const before = session.statements;
      const start = performance.now();
      const open = checks.filter(({ id }) => !moved.some((verdict) => verdict.id === id));
      progress.step(`asking ${open.length} checks`);
      const ran = await runPlan(planChecks(open, { dialect, asking }), session, options);
      const ms = Math.round(performance.now() - start);
      return { ...ran, verdicts: [...moved, ...ran.verdicts], moved, sent: session.statements - before, ms };
    },
  };
};
