import {
  CancelledError,
  type Check,
  type Column,
  type Row,
  type Value,
  type Verdict,
  withoutValues,
} from '@assay/core';
import type { Asked } from './ask.ts';
import type { Hiding } from './hiding.ts';
import { wantedWith, weigh } from './limits.ts';
import { maskError, maskWith } from './mask.ts';
import { columnsShown, offendersCount, offendersSql } from './offenders.ts';
import type { Plan } from './plan.ts';
import type { RunOptions } from './run.ts';
import { samplesOf } from './samples.ts';
import { type Likely, likelySlices, slicingColumns } from './slices.ts';
import { waiverOf } from './waivers.ts';

const SAMPLES = 5;
/** What is found, where it is a value with PII. */
const HIDDEN = '•••';
/** Offenders looked at for what they have in common. */
const LOOKED = 300;

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

export interface Values {
  readonly known?: Readonly<Record<string, Value>>;
  readonly broken?: Error | undefined;
  readonly provedBy: string | null;
}

/** The figures that a check asked for, or the error that kept one of them back. */
export const valuesOf = (check: Check, plan: Plan, { known, broken, provedBy }: Asked): Values => {
  const wanted = Object.entries(plan.wanted.get(check) ?? {});
  const wrong = wanted.map(([, { key }]) => broken.get(key)).find((error) => error !== undefined);
  const how = [...new Set(wanted.map(([, { key }]) => provedBy.get(key)))].filter((way) => way !== undefined);
  if (wrong) return { broken: wrong, provedBy: null };
  const values = Object.fromEntries(wanted.map(([name, { key }]) => [name, known.get(key) ?? null]));
  if (wanted.length === 0) return { known: values, provedBy: 'catalog' };
  return { known: values, provedBy: how.filter((way) => how.length === 1 || way !== 'statistics').join(', ') || null };
};

interface Judging {
  readonly plan: Plan;
  readonly rows: ReadonlyMap<string, number>;
  readonly options: RunOptions;
  /** Sends a statement for this check, which bears its cost. */
  send(text: string): Promise<readonly Row[]>;
  /** What must not be seen of the answers. */
  readonly hiding: Hiding;
  /** Told of slices that may explain why the check fails; what they have to be held against is asked later, together. */
  explainBy(likely: Likely): void;
  /** The columns that slice a check's table, looked up once a table. */
  slicing(check: Check, look: () => Promise<readonly Column[]>): Promise<readonly Column[]>;
}

/** What is true of a check before it is asked. */
const untold = (check: Check, proved_by: string | null): Omit<Verdict, keyof Said> => ({
  id: check.id,
  table: check.table,
  name: check.name,
  kind: check.kind,
  column: check.column,
  dimension: check.dimension,
  explanation: null,
  samples: [],
  sql: null,
  proved_by,
  owner: check.owner,
  runbook: check.runbook,
  because: check.because,
  tags: [...check.tags],
  contract: check.contract,
  waiver: null,
});

/** An engine's error as people may see it: without values from the data. */
const toldError = (check: Check, error: unknown, { options, hiding }: Judging): string => {
  if (error instanceof CancelledError) throw error;
  if (hiding.reads(check)) return withoutValues(error instanceof Error ? error.message : String(error));
  const names = [check.table, ...check.table.split('.'), ...check.relation.columns.map(({ name }) => name)];
  const message = error instanceof Error ? error.message : String(error);
  return maskError(message, new Set(names.map((name) => name.toLowerCase())), options.mask ?? maskWith());
};

/** Samples of the offenders, the SQL that lists them all, and where they come from. */
const offendersOf = async (
  check: Check,
  { failing_rows, rows_judged }: Said,
  judging: Judging,
): Promise<Partial<Verdict>> => {
  const { plan, options, send } = judging;
  const { dialect } = plan;
  const grain = options.grains.get(check.table) ?? [];
  const listing = offendersSql(check, { dialect, grain });
  if (!listing) return {};
  const isTold = !judging.hiding.quotes(check);
  const sql = isTold ? (plan.asking.plain?.(listing) ?? listing) : null;
  const shown = options.samples ?? SAMPLES;
  try {
    const isRows = check.offenders !== undefined && 'rows' in check.offenders;
    const pii = isRows ? await judging.hiding.ofTable(check) : judging.hiding.names;
    const look = () => slicingColumns(check, { dialect, pii, send });
    const columns = isRows ? await judging.slicing(check, look) : [];
    const looked = isRows ? offendersSql(check, { dialect, grain, beside: columns.map(({ name }) => name) }) : listing;
    const rows = await send(`${looked}\nlimit ${isRows ? Math.max(shown, LOOKED) : shown}`);
    const [failing, judged] = [failing_rows ?? 0, rows_judged ?? 0];
    const likely = likelySlices(check, { columns, rows, failing, judged });
    if (likely) judging.explainBy(likely);
    const names = isRows ? columnsShown(check, grain) : Object.keys(rows[0] ?? {});
    const mask = options.mask ?? maskWith();
    const hidden = isRows ? pii : await judging.hiding.columns(listing, names);
    const samples = samplesOf(rows.slice(0, shown), { names, hidden, mask });
    const message = isTold ? null : 'the SQL that lists them all would quote PII, and is not printed';
    return { sql, samples, message };
  } catch (error) {
    return { sql, message: `its offenders could not be listed: ${toldError(check, error, judging)}` };
  }
};

const judged = async (check: Check, values: Values, judging: Judging): Promise<Said> => {
  const skip = (message: string) => saidOf(check, { status: 'skip', message });
  if (judging.rows.get(check.table) === 0 && !check.judgesEmpty) return skip('the table is empty');
  const judgement = check.judge(values.known ?? {});
  if ('skip' in judgement) return skip(judgement.skip);
  if (judgement.judged === 0 && check.relation.where && !judgement.failing && !check.judgesEmpty)
    return skip('no rows are left by where:');
  const isCounted = judgement.holds || judgement.failing !== undefined;
  const counting = isCounted ? undefined : offendersCount(check, judging.plan.dialect);
  const failing = counting ? Number((await judging.send(counting))[0]?.n) : judgement.failing;
  return saidOf(check, {
    ...weigh(check, { ...judgement, failing }),
    found: (await judging.hiding.tells(check)) ? HIDDEN : judgement.found,
    wanted: wantedWith(check, judgement.wanted),
    failing_rows: failing ?? null,
    rows_judged: judgement.judged ?? null,
  });
};

/** Judges one check by what is known, and looks at its offenders where it fails. */
export const verdictOf = async (check: Check, values: Values, judging: Judging): Promise<Verdict> => {
  const before = untold(check, values.provedBy);
  const broken = (error: unknown): Verdict => ({
    ...before,
    ...saidOf(check, { message: toldError(check, error, judging) }),
  });
  if (values.broken) return broken(values.broken);
  try {
    const said = await judged(check, values, judging);
    if (said.status !== 'fail') return { ...before, ...said };
    const found = check.offendersFound?.(values.known ?? {});
    return {
      ...before,
      ...said,
      ...(await offendersOf(found ? { ...check, offenders: found } : check, said, judging)),
      waiver: waiverOf(check.id, judging.options),
    };
  } catch (error) {
    return broken(error);
  }
};
