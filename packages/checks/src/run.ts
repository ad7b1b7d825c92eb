import type { AskOptions, Check, Column, Row, Session, Value, Verdict } from '@assay/core';
import { ask } from './ask.ts';
import { type Costs, costsTogether } from './costs.ts';
import { hidingOf } from './hiding.ts';
import type { Mask } from './mask.ts';
import type { Plan } from './plan.ts';
import { pooled } from './pooled.ts';
import type { Likely } from './slices.ts';
import type { Parse } from './tree/parse.ts';
import { valuesOf, verdictOf } from './verdict.ts';
import type { Waiver } from './waivers.ts';
import { whereFrom } from './where-from.ts';

export interface RunOptions extends AskOptions {
  readonly concurrency?: number | undefined;
  /** Offenders shown of each failing check. */
  readonly samples?: number | undefined;
  readonly grains: ReadonlyMap<string, readonly string[]>;
  /** Columns with PII, by table. */
  readonly pii?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly mask?: Mask | undefined;
  /** Cuts queries into trees, so that what they give of PII is known; without it whatever reads PII is masked whole. */
  readonly parse?: Parse | undefined;
  /** The columns of tables that checks may read beside their own. */
  readonly columns?: ReadonlyMap<string, readonly Column[]> | undefined;
  readonly waivers?: readonly Waiver[] | undefined;
  /** The day on which waivers are read, `2026-01-31`. */
  readonly today?: string | undefined;
}

export interface Ran {
  readonly verdicts: readonly Verdict[];
  /** Rows by table; a table that could not be counted is missing. */
  readonly rows: ReadonlyMap<string, number>;
  /** What was spent on asking, statements for offenders included. */
  readonly costs: Costs;
  /** The figures of each check by its id, for who wants more than the verdict. */
  readonly figures: ReadonlyMap<string, Readonly<Record<string, Value>>>;
}

/** Asks a plan and judges what comes back. One broken check costs no other its verdict. */
export const runPlan = async (plan: Plan, session: Session, options: RunOptions): Promise<Ran> => {
  const asked = await ask(plan, session, options);
  const verdicts = new Map<Check, Verdict>();
  const figures = new Map<string, Readonly<Record<string, Value>>>();
  const rows = new Map<string, number>();
  for (const [table, { key }] of plan.rows) {
    const count = asked.known.get(key);
    if (count !== undefined) rows.set(table, Number(count));
  }
  const sendFor =
    ({ id, table }: Check) =>
    async (text: string): Promise<readonly Row[]> => {
      const start = performance.now();
      const book = () =>
        asked.costs.add({ table, checks: [id] }, { statements: 1, scans: 1, ms: performance.now() - start });
      const narrowed = plan.asking.narrow?.(text, asked.known) ?? text;
      return (await session.query(narrowed, options).finally(book)).rows;
    };
  const own = plan.checks.map(({ table, relation }) => [table, relation.columns] as const);
  const { pii, parse } = options;
  const hiding = hidingOf(session, { pii, parse, columns: new Map([...own, ...(options.columns ?? [])]) });
  const likely = new Map<Check, Likely>();
  const looked = new Map<string, Promise<readonly Column[]>>();
  const slicing = (check: Check, look: () => Promise<readonly Column[]>): Promise<readonly Column[]> => {
    const columns = looked.get(check.table) ?? look();
    looked.set(check.table, columns);
    return columns;
  };
  await pooled(plan.checks, options.concurrency ?? plan.asking.concurrency, async (check) => {
    const values = valuesOf(check, plan, asked);
    if (values.known) figures.set(check.id, values.known);
    const explainBy = (slices: Likely) => void likely.set(check, slices);
    const judging = { plan, rows, send: sendFor(check), slicing, explainBy, hiding, options };
    verdicts.set(check, await verdictOf(check, values, judging));
  });
  const { explanations, costs } = await whereFrom(likely, { plan, asked, session, options });
  return {
    verdicts: plan.checks.flatMap((check) => {
      const verdict = verdicts.get(check);
      return verdict ? { ...verdict, explanation: explanations.get(check) ?? null } : [];
    }),
    rows,
    costs: costsTogether([asked.costs, costs]),
    figures,
  };
};
