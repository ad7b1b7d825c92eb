import { type Waiver, waiverOf } from '@assay/checks';
import type { Contract, Verdict } from '@assay/core';

export interface Claim {
  readonly table: string;
  /** What follows the table's name in the id. */
  readonly kind: string;
  readonly name: string;
  readonly severity: Verdict['severity'];
  /** Without it timeliness. */
  readonly dimension?: Verdict['dimension'] | undefined;
  readonly at: Verdict['contract'];
  readonly contract?: Pick<Contract, 'owner' | 'runbook' | 'tags'> | undefined;
}

export type Outcome =
  | { readonly skip: string }
  | { readonly error: string }
  | { readonly holds: boolean; readonly found: string; readonly wanted: string };

export interface Around {
  readonly waivers: readonly Waiver[];
  /** The moment of the audit. */
  readonly now: Date;
}

/** The verdict on a claim that no statement had to be sent for. */
export const say = (
  { table, kind, name, severity, dimension = 'timeliness', at, contract }: Claim,
  outcome: Outcome,
  { waivers, now }: Around,
): Verdict => {
  const id = `${table}.${kind}`;
  const said =
    'skip' in outcome
      ? { status: 'skip' as const, message: outcome.skip, found: '', wanted: '' }
      : 'error' in outcome
        ? { status: 'error' as const, message: outcome.error, found: '', wanted: '' }
        : {
            status: outcome.holds ? ('pass' as const) : ('fail' as const),
            message: null,
            found: outcome.found,
            wanted: outcome.wanted,
          };
  return {
    ...{ id, table, name, kind, severity, ...said, column: null, dimension, contract: at },
    ...{ failing_rows: null, rows_judged: null, explanation: null, samples: [], sql: null, proved_by: 'metadata' },
    ...{ owner: contract?.owner ?? null, runbook: contract?.runbook ?? null, because: null },
    tags: [...(contract?.tags ?? [])],
    waiver: said.status === 'fail' ? waiverOf(id, { waivers, today: now.toISOString().slice(0, 10) }) : null,
  };
};
