import { askPlainly, maskWith, planChecks, type Ran, runPlan } from '@assay/checks';
import type { Session } from '@assay/core';
import { UserError } from '@assay/core';
import type { Progress } from '../progress.ts';
import { type Blueprint, checksOf } from '../project/blueprint.ts';
import type { LoadedProject } from '../project/load.ts';

export interface CheckStep {
  readonly loaded: LoadedProject;
  readonly blueprint: Blueprint;
  readonly session: Session;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly now: Date;
  readonly piiKey: string | undefined;
  /** Rows of the last publication, by table. */
  readonly published: ReadonlyMap<string, number>;
  /** Only these tables; all without it. */
  readonly only?: ReadonlySet<string> | undefined;
}

/** Asks every check of one state of the data. */
export const checkState = async (step: CheckStep): Promise<Ran & { sent: number; ms: number }> => {
  const { loaded, blueprint, session, progress, signal } = step;
  const { contracts, tables, waivers } = blueprint;
  const before = session.statements;
  const start = performance.now();
  const { checks, problems } = checksOf(blueprint, loaded, {
    dialect: session.dialect,
    physical: session.physical,
    published: step.published,
    only: step.only,
  });
  if (problems.length > 0) throw new UserError(problems);
  progress.step(`asking ${checks.length} checks`);
  const ran = await runPlan(planChecks(checks, { dialect: session.dialect, asking: session.asking ?? askPlainly }), session, {
    signal,
    grains: new Map([...tables].map(([table, { grain }]) => [table, grain])),
    pii: new Map(contracts.map(({ table, pii }) => [table, pii])),
    mask: maskWith(step.piiKey),
    waivers,
    today: step.now.toISOString().slice(0, 10),
  });
  return { ...ran, sent: session.statements - before, ms: Math.round(performance.now() - start) };
};
