import { type CheckedTable, totalCost } from '@assay/checks';
import type { Publication, Report, Run, SentStatement, Verdict } from '@assay/core';
import type { Blueprint } from '../project/blueprint.ts';
import type { LoadedProject } from '../project/load.ts';
import { assemble } from '../report/assemble.ts';
import { overTime } from '../report/charts/over-time.ts';
import { eventFreshness } from '../report/event-freshness.ts';
import { readHistory } from '../report/history.ts';
import type { Built } from './build.ts';
import type { Checked } from './check.ts';
import { historyFolder } from './finish.ts';
import type { Observed } from './observe.ts';

export interface Told {
  readonly loaded: LoadedProject;
  readonly blueprint: Blueprint;
  readonly run: Run;
  readonly finishedAt: Date;
  /** Absent where nothing was built in this run. */
  readonly built?: Built | undefined;
  /** Absent where the raw data was too bad for any check. */
  readonly checked?: Checked | undefined;
  readonly observed?: Observed | undefined;
  readonly refusal?: string | undefined;
  readonly only?: ReadonlySet<string> | undefined;
  readonly published: boolean | null;
  readonly lastPublication: Publication | undefined;
  readonly changes?: Report['changes'] | undefined;
  /** It asks what was promised of a publication, not what contracts demand of tables. */
  readonly isAudit?: boolean | undefined;
  /** Every statement of the run, where the engine keeps records. */
  readonly sent?: readonly SentStatement[] | undefined;
}

/** Bad records with those that a check moved out of bronze: for people both are records that were set aside. */
const withMoved = (quarantine: Report['quarantine'], moved: readonly Verdict[]): Report['quarantine'] =>
  quarantine.map((entry) => {
    const mine = moved.filter(({ table, failing_rows }) => table === `bronze.${entry.data_set}` && failing_rows);
    const reasons = mine.map(({ column, name, failing_rows }) => ({
      field: column,
      reason: name,
      records: failing_rows ?? 0,
    }));
    return {
      ...entry,
      bad: entry.bad + reasons.reduce((sum, { records }) => sum + records, 0),
      reasons: [...entry.reasons, ...reasons],
    };
  });

/** The report of a run: what this one found, and what earlier ones say of it. */
export const reportOf = async (told: Told): Promise<Report> => {
  const { loaded, blueprint, built, checked, observed, only } = told;
  const known = [...blueprint.tables].filter(([name]) => only?.has(name) ?? true);
  // A verdict may be on the run itself, which is no table of the project
  const others = new Set(
    (checked?.verdicts ?? []).map(({ table }) => table).filter((name) => !blueprint.tables.has(name)),
  );
  const unknown = [...others].map((name): [string, CheckedTable] => [name, { grain: [], columns: [] }]);
  const along = only ? [] : [...(blueprint.along ?? [])];
  const tables = [...known, ...along, ...unknown];
  const isClaimed = (name: string) => told.isAudit !== true && checked !== undefined && !others.has(name);
  const history = await readHistory(historyFolder(loaded), loaded.targetName);
  const report = assemble({
    run: told.run,
    finishedAt: told.finishedAt,
    tables: tables.map(([name, { grain }]) => ({ name, grain, isClaimed: isClaimed(name) })),
    contracts: new Map(blueprint.contracts.map((contract) => [contract.table, contract])),
    columns: new Map(tables.map(([name, { columns }]) => [name, columns])),
    rows: checked?.rows ?? new Map(),
    nulls: checked?.nulls ?? new Map(),
    // a day counts until it ends: the newest event is held against the end of as_of
    freshness: checked ? eventFreshness(blueprint.contracts, checked, told.run.asOf) : new Map(),
    built: built?.took ?? new Map(),
    verdicts: checked?.verdicts ?? [],
    upstream: blueprint.upstream,
    published: told.published,
    refusal: told.refusal,
    lastPublication: told.lastPublication,
    history,
    statements: {
      build: built?.statements ?? 0,
      check: checked?.sent ?? 0,
      scans: checked ? totalCost(checked.costs.byTable.values()).scans : 0,
      ...(told.sent ? { sent: [...told.sent] } : {}),
    },
    timings: [...(built?.timings ?? []), ...(checked ? [{ step: 'check', ms: checked.ms }] : [])],
    quarantine: withMoved(built?.quarantine ?? [], checked?.moved ?? []),
    leftOut: observed?.leftOut ?? [],
    charts: observed?.charts ?? [],
    changes: told.changes ?? [],
  });
  return { ...report, charts: [...report.charts, ...overTime(report, history)] };
};
