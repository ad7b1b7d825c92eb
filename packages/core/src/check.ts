import type { Metric, Relation } from './metric.ts';
import type { Dimension, ReportedCheck } from './report.ts';
import type { Value } from './session.ts';
import type { Percentage } from './share.ts';
import type { Sql } from './sql.ts';

/** Where something stands in a contract. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A number of failing rows, or a share of the judged ones, above which a check fails. */
export type Limit =
  | { readonly above: number; readonly of: 'rows' }
  | { readonly above: Percentage; readonly of: 'share' };

/** What a kind says of the figures it asked for. */
export type Judgement =
  | { readonly skip: string }
  | {
      readonly holds: boolean;
      readonly found: string;
      readonly wanted: string;
      /** Failing rows or groups. Absent where the offenders have to be counted, or where there are none to count. */
      readonly failing?: number | undefined;
      /** Rows the question was put to. */
      readonly judged?: number | undefined;
      /** Rows with NULL, which the kind leaves to not_null. */
      readonly missing?: number | undefined;
    };

/** What lists the rows or groups that break a check: a predicate over the relation, or a query of its own. */
export type Offenders =
  | { readonly rows: Sql; readonly show: readonly string[] }
  | { readonly query: Sql; readonly tables: readonly string[] };

/** A demand on a table, ready to be asked. Nobody asks any more which kind it is. */
export interface Check {
  readonly id: string;
  /** The claim, as a sentence. */
  readonly name: string;
  readonly kind: string;
  readonly table: string;
  readonly column: string | null;
  readonly dimension: Dimension;
  readonly relation: Relation;
  readonly metrics: Readonly<Record<string, Metric>>;
  judge(values: Readonly<Record<string, Value>>): Judgement;
  readonly offenders?: Offenders | undefined;
  /** The offenders of a failing check, where only the answers tell which rows they are. */
  offendersFound?(values: Readonly<Record<string, Value>>): Offenders;
  /** Has something to say of a table without rows. */
  readonly judgesEmpty: boolean;
  readonly warn?: Limit | undefined;
  readonly error?: Limit | undefined;
  readonly action: 'fail' | 'quarantine';
  readonly owner: string | null;
  readonly runbook: string | null;
  readonly because: string | null;
  readonly tags: readonly string[];
  readonly contract: Place | null;
}

/** What came of a check: all of its line in report.json that does not need past runs. */
export type Verdict = Omit<ReportedCheck, 'failing_since' | 'previous_status' | 'trend' | 'likely_cause'> & {
  readonly table: string;
};
