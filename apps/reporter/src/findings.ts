import type { Report, ReportedCheck, ReportedTable } from '@assay/core';
import { type Reach, reachOf } from './reach.ts';
import { STANDINGS, type Standing, standing } from './standing.ts';

/** A check of a report with what the reader needs around it. */
export interface Finding {
  readonly check: ReportedCheck;
  readonly table: ReportedTable;
  readonly standing: Standing;
  readonly owner: string | null;
  readonly news: 'new' | 'still failing' | 'recovered' | null;
  readonly reach: Reach;
  /** Failing checks upstream that may explain this one, those that block first. */
  readonly causes: readonly Cause[];
  /** Warnings upstream of what blocks: worth a look, but they were let through before and explain no breach. */
  readonly warnings: readonly Cause[];
}

export interface Cause {
  readonly id: string;
  readonly name: string;
  readonly table: string;
  /** Nothing waives it, and it is no warning. */
  readonly blocks: boolean;
  readonly severity: ReportedCheck['severity'];
}

/** What a reader who comes every day wants to know. */
export interface Digest {
  readonly fresh: readonly Finding[];
  readonly still: readonly Finding[];
  readonly recovered: readonly Finding[];
  readonly waived: readonly Finding[];
}

/** Every check of a report, worst first. */
export function findings(report: Pick<Report, 'tables' | 'lineage'>): Finding[] {
  const reach = reachOf(report);
  const failing = new Map(
    report.tables.flatMap((table) =>
      table.checks
        .filter(({ status }) => status === 'fail')
        .map((check): [string, Cause] => [
          check.id,
          {
            ...{ id: check.id, name: check.name, table: table.name },
            ...{ blocks: standing(check) === 'fail', severity: check.severity },
          },
        ]),
    ),
  );
  const upstream = ({ likely_cause, severity }: ReportedCheck): Pick<Finding, 'causes' | 'warnings'> => {
    const all = likely_cause.flatMap((id) => failing.get(id) ?? []).sort((a, b) => Number(b.blocks) - Number(a.blocks));
    const explains = (cause: Cause): boolean => severity === 'warn' || cause.severity === 'error';
    return { causes: all.filter(explains), warnings: all.filter((cause) => !explains(cause)) };
  };
  return report.tables
    .flatMap((table) =>
      table.checks.map(
        (check): Finding => ({
          check,
          table,
          standing: standing(check),
          owner: check.owner ?? table.owner,
          news: news(check),
          reach: reach(table.name),
          ...upstream(check),
        }),
      ),
    )
    .sort(worstFirst);
}

export function digest(all: readonly Finding[]): Digest {
  return {
    fresh: all.filter((each) => each.news === 'new' && each.standing !== 'waived'),
    still: all.filter((each) => each.news === 'still failing' && each.standing !== 'waived'),
    recovered: all.filter((each) => each.news === 'recovered'),
    waived: all.filter((each) => each.standing === 'waived'),
  };
}

/** Findings that somebody should look at: those that fail, warn, are waived or could not be asked. */
export function wrong(all: readonly Finding[]): Finding[] {
  return all.filter(({ standing }) => standing !== 'pass' && standing !== 'skip');
}

function news({ status, previous_status }: ReportedCheck): Finding['news'] {
  if (broken(status)) return broken(previous_status) ? 'still failing' : 'new';
  return status === 'pass' && broken(previous_status) ? 'recovered' : null;
}

function broken(status: ReportedCheck['status'] | null): boolean {
  return status === 'fail' || status === 'error';
}

/** Worst first: what blocks before what warns, causes before consequences, wide reach before narrow, many rows before few. */
function worstFirst(a: Finding, b: Finding): number {
  return (
    STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
    Number(follows(a)) - Number(follows(b)) ||
    b.reach.tables.length - a.reach.tables.length ||
    (b.check.failing_rows ?? 0) - (a.check.failing_rows ?? 0) ||
    (a.check.id < b.check.id ? -1 : 1)
  );
}

function follows({ causes }: Finding): boolean {
  return causes.some(({ blocks }) => blocks);
}
