import { blocks } from '@assay/checks';
import type { Column, Contract, Publication, Report, ReportedTable, Run, Verdict } from '@assay/core';
import { likelyCauses } from './causes.ts';
import type { Summary } from './history.ts';
import type { NullShares } from './null-shares.ts';
import { pastOf } from './past.ts';
import { reasonOf } from './reason.ts';
import { scoresOf } from './scores.ts';

/** All that a run found out, before it is put in the form that others read. */
export interface Findings {
  readonly run: Run;
  readonly finishedAt: Date;
  readonly tables: readonly {
    readonly name: string;
    readonly grain: readonly string[];
    /** Contracts are asked what they demand of it. */
    readonly isClaimed?: boolean;
  }[];
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly columns: ReadonlyMap<string, readonly Column[]>;
  readonly rows: ReadonlyMap<string, number | null>;
  readonly nulls: NullShares;
  readonly freshness: ReadonlyMap<string, NonNullable<ReportedTable['freshness']>>;
  readonly built: ReadonlyMap<string, number>;
  readonly verdicts: readonly Verdict[];
  readonly upstream: ReadonlyMap<string, readonly string[]>;
  readonly published: boolean | null;
  /** Why nothing could be checked: the raw data is bad. */
  readonly refusal?: string | undefined;
  readonly lastPublication: Publication | undefined;
  readonly history: readonly Summary[];
  readonly statements: Report['statements'];
  readonly timings: Report['timings'];
  readonly quarantine: Report['quarantine'];
  readonly leftOut: Report['left_out'];
  readonly charts: Report['charts'];
  readonly changes: Report['changes'];
}

type Counted = Pick<Verdict, 'status' | 'severity' | 'waiver'>;

const isWaived = ({ waiver }: Counted) => waiver !== null && waiver.state !== 'expired';
const warns = (check: Counted) => check.status === 'fail' && check.severity === 'warn' && !isWaived(check);

const tableVerdict = (checks: readonly Counted[]): ReportedTable['verdict'] => {
  if (checks.some(blocks)) return 'fail';
  if (checks.some(({ status }) => status === 'error')) return 'error';
  if (checks.some(warns)) return 'warn';
  return checks.every(({ status }) => status === 'skip') ? 'skip' : 'pass';
};

const isJudged = ({ status }: Counted): boolean => status === 'pass' || status === 'fail';

/**
 * Whether the set may be published: `fail` when a check that blocks fails, `error` when one could not be asked, and when
 * none was judged at all. That is not the fault of a file (an optional table may be empty today), so it is no wrong
 * configuration; nothing is known, so it is no pass.
 */
export const verdictOf = (checks: readonly Counted[]): Report['verdict'] => {
  if (checks.some(blocks)) return 'fail';
  return checks.some(({ status }) => status === 'error') || !checks.some(isJudged) ? 'error' : 'pass';
};

const totalsOf = (tables: number, checks: readonly Counted[]): Report['totals'] => ({
  tables,
  checks: checks.length,
  pass: checks.filter(({ status }) => status === 'pass').length,
  warn: checks.filter(warns).length,
  fail: checks.filter(blocks).length,
  skip: checks.filter(({ status }) => status === 'skip').length,
  error: checks.filter(({ status }) => status === 'error').length,
  waived: checks.filter((check) => check.status === 'fail' && isWaived(check)).length,
});

/** What nobody writes stands at no place of its own. */
const isWritten = ({ contract: place }: Pick<Verdict, 'contract'>, contract: Contract | undefined): boolean =>
  place !== null && (place.line !== contract?.at.line || place.column !== contract.at.column);

const columnsOf = ({ columns, nulls }: Findings, table: string): ReportedTable['columns'] =>
  (columns.get(table) ?? []).map((column) => {
    const shares = nulls.get(table) ?? {};
    const share = Object.hasOwn(shares, column.name) ? shares[column.name] : undefined;
    return share === undefined ? column : { ...column, null_share: share };
  });

/** Puts what a run found in the form of report.json. */
export const assemble = (findings: Findings): Report => {
  const { run: made, verdicts, history, upstream } = findings;
  const run: Report['run'] = {
    id: made.id,
    project: made.project,
    target: made.target,
    as_of: made.asOf,
    git: made.git,
    started_at: made.startedAt.toISOString(),
    finished_at: findings.finishedAt.toISOString(),
  };
  const causes = likelyCauses(verdicts, upstream);
  const tables = findings.tables.map(({ name, grain, isClaimed }): ReportedTable => {
    const contract = findings.contracts.get(name);
    const checks = verdicts
      .filter(({ table }) => table === name)
      .map(({ table: _, ...verdict }) => ({
        ...verdict,
        ...pastOf(verdict, run, history),
        likely_cause: causes.get(verdict.id) ?? [],
      }));
    const rows = findings.rows.get(name) ?? null;
    const past = history.flatMap((entry) => {
      const was = entry.tables[name];
      return was ? [{ run: entry.run.id, as_of: entry.run.as_of, rows: was.rows }] : [];
    });
    return {
      name,
      description: contract?.description ?? null,
      grain: [...grain],
      rows,
      verdict: tableVerdict(checks),
      owner: contract?.owner ?? null,
      consumers: [...(contract?.consumers ?? [])],
      public: [...(contract?.public ?? [])],
      runbook: contract?.runbook ?? null,
      columns: columnsOf(findings, name),
      freshness: findings.freshness.get(name) ?? null,
      scores: scoresOf(checks),
      build_ms: findings.built.get(name) ?? null,
      rows_trend: [...past, { run: run.id, as_of: run.as_of, rows }],
      ...(isClaimed && !checks.some((check) => isWritten(check, contract)) ? { demanded: false } : {}),
      checks,
    };
  });
  const totals = totalsOf(tables.length, verdicts);
  const lineage = [...upstream].flatMap(([to, reads]) => reads.map((from) => ({ from, to })));
  const verdict = findings.refusal === undefined ? verdictOf(verdicts) : 'fail';
  const { published } = findings;
  const previous = history.at(-1);
  const duration = findings.finishedAt.getTime() - made.startedAt.getTime();
  return {
    version: 1,
    run,
    verdict,
    published,
    reason: findings.refusal ?? reasonOf({ verdict, published, totals, tables, lineage }),
    totals,
    quarantine: findings.quarantine,
    left_out: findings.leftOut,
    statements: findings.statements,
    timings: findings.timings,
    changes: findings.changes,
    lineage,
    charts: findings.charts,
    previous: previous
      ? {
          run: previous.run.id,
          as_of: previous.run.as_of,
          verdict: previous.verdict,
          published: previous.published,
          started_at: previous.run.started_at,
        }
      : null,
    last_publication: findings.lastPublication
      ? {
          run: findings.lastPublication.run,
          as_of: findings.lastPublication.asOf,
          published_at: findings.lastPublication.publishedAt,
        }
      : null,
    score_trend: [
      ...history.map((entry) => ({
        run: entry.run.id,
        as_of: entry.run.as_of,
        overall: entry.score,
        duration_ms: Date.parse(entry.run.finished_at) - Date.parse(entry.run.started_at),
      })),
      { run: run.id, as_of: run.as_of, overall: scoresOf(verdicts).overall, duration_ms: duration },
    ],
    tables,
  };
};
