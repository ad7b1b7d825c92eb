import {
  type AskOptions,
  CancelledError,
  type Check,
  type Row,
  type Session,
  type Value,
  type Verdict,
} from '@assay/core';
import { type Asked, ask } from './ask.ts';
import { wantedWith, weigh } from './limits.ts';
import { type Mask, maskError, maskRows, maskWith } from './mask.ts';
import { offendersCount, offendersSql } from './offenders.ts';
import type { Plan } from './plan.ts';
import { pooled } from './pooled.ts';
import { type Waiver, waiverOf } from './waivers.ts';

export interface RunOptions extends AskOptions {
  readonly concurrency?: number | undefined;
  /** Offenders shown of each failing check. */
  readonly samples?: number | undefined;
  readonly grains: ReadonlyMap<string, readonly string[]>;
  /** Columns with PII, by table. */
  readonly pii?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly mask?: Mask | undefined;
  readonly waivers?: readonly Waiver[] | undefined;
  /** The day on which waivers are read, `2026-01-31`. */
  readonly today?: string | undefined;
}

export interface Ran {
  readonly verdicts: readonly Verdict[];
  /** Rows by table; a table that could not be counted is missing. */
  readonly rows: ReadonlyMap<string, number>;
  /** Statements sent by table, those for offenders included. */
  readonly statements: ReadonlyMap<string, number>;
  /** The figures of each check by its id, for who wants more than the verdict. */
  readonly figures: ReadonlyMap<string, Readonly<Record<string, Value>>>;
}

const SAMPLES = 5;

type Said = Pick<Verdict, 'status' | 'severity' | 'found' | 'wanted' | 'message' | 'failing_rows' | 'rows_judged'>;

const saidOf = (check: Check, said: Partial<Said>): Said => ({
  status: 'error',
  severity: check.error ? 'error' : 'warn',
  found: '',
  wanted: '',
  message: null,
  failing_rows: null,
  rows_judged: null,
  ...said,
});

/** Asks a plan and judges what comes back. One broken check costs no other its verdict. */
export const runPlan = async (plan: Plan, session: Session, options: RunOptions): Promise<Ran> => {
  const asked = await ask(plan, session, options);
  const statements = new Map(asked.sent);
  const verdicts = new Map<Check, Verdict>();
  const figures = new Map<string, Readonly<Record<string, Value>>>();
  const rows = new Map<string, number>();
  for (const [table, { key }] of plan.rows) {
    const count = asked.known.get(key);
    if (count !== undefined) rows.set(table, Number(count));
  }
  const send = async (table: string, text: string): Promise<readonly Row[]> => {
    statements.set(table, (statements.get(table) ?? 0) + 1);
    return (await session.query(text, options)).rows;
  };
  await pooled(plan.checks, options.concurrency ?? plan.asking.concurrency, async (check) => {
    const values = valuesOf(check, plan, asked);
    if (values.known) figures.set(check.id, values.known);
    verdicts.set(check, await verdictOf(check, values, { plan, rows, send, options }));
  });
  return {
    verdicts: plan.checks.flatMap((check) => verdicts.get(check) ?? []),
    rows,
    statements,
    figures,
  };
};

interface Values {
  readonly known?: Readonly<Record<string, Value>>;
  readonly broken?: Error | undefined;
  readonly provedBy: string | null;
}

const valuesOf = (check: Check, plan: Plan, { known, broken, provedBy }: Asked): Values => {
  const wanted = Object.entries(plan.wanted.get(check) ?? {});
  const wrong = wanted.map(([, { key }]) => broken.get(key)).find((error) => error !== undefined);
  const how = [...new Set(wanted.map(([, { key }]) => provedBy.get(key)))].filter((way) => way !== undefined);
  if (wrong) return { broken: wrong, provedBy: null };
  const values = Object.fromEntries(wanted.map(([name, { key }]) => [name, known.get(key) ?? null]));
  return { known: values, provedBy: how.filter((way) => how.length === 1 || way !== 'statistics').join(', ') || null };
};

interface Judging {
  readonly plan: Plan;
  readonly rows: ReadonlyMap<string, number>;
  readonly options: RunOptions;
  send(table: string, text: string): Promise<readonly Row[]>;
}

const verdictOf = async (check: Check, values: Values, judging: Judging): Promise<Verdict> => {
  const { plan, options, send } = judging;
  const mask = options.mask ?? maskWith();
  const pii = new Set([...(options.pii?.values() ?? [])].flat().map((name) => name.toLowerCase()));
  const grain = options.grains.get(check.table) ?? [];
  const listing = offendersSql(check, { dialect: plan.dialect, grain });
  const rest = {
    id: check.id,
    table: check.table,
    name: check.name,
    kind: check.kind,
    column: check.column,
    dimension: check.dimension,
    explanation: null,
    samples: [],
    sql: null,
    proved_by: values.provedBy,
    owner: check.owner,
    runbook: check.runbook,
    because: check.because,
    tags: [...check.tags],
    contract: check.contract,
    waiver: null,
  };
  const names = new Set(
    [check.table, ...check.table.split('.'), ...check.relation.columns.map(({ name }) => name)].map((name) =>
      name.toLowerCase(),
    ),
  );
  const failed = (error: unknown): Verdict => {
    if (error instanceof CancelledError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return { ...rest, ...saidOf(check, { message: maskError(message, names, mask) }) };
  };
  if (values.broken) return failed(values.broken);
  try {
    if (judging.rows.get(check.table) === 0 && !check.judgesEmpty)
      return { ...rest, ...saidOf(check, { status: 'skip', message: 'the table is empty' }) };
    const judgement = check.judge(values.known ?? {});
    if ('skip' in judgement) return { ...rest, ...saidOf(check, { status: 'skip', message: judgement.skip }) };
    if (judgement.judged === 0 && check.relation.where && !judgement.failing && !check.judgesEmpty)
      return { ...rest, ...saidOf(check, { status: 'skip', message: 'no rows are left by where:' }) };
    const counting =
      judgement.holds || judgement.failing !== undefined ? undefined : offendersCount(check, plan.dialect);
    const failing = counting ? Number((await send(check.table, counting))[0]?.n) : judgement.failing;
    const said = saidOf(check, {
      ...weigh(check, { ...judgement, failing }),
      found: judgement.found,
      wanted: wantedWith(check, judgement.wanted),
      failing_rows: failing ?? null,
      rows_judged: judgement.judged ?? null,
    });
    if (said.status === 'pass' || !listing)
      return { ...rest, ...said, waiver: said.status === 'pass' ? null : waiverOf(check.id, options) };
    const samples = await send(check.table, `${listing}\nlimit ${options.samples ?? SAMPLES}`);
    return {
      ...rest,
      ...said,
      samples: maskRows(samples, pii, mask),
      sql: plan.asking.plain?.(listing) ?? listing,
      waiver: waiverOf(check.id, options),
    };
  } catch (error) {
    return failed(error);
  }
};
