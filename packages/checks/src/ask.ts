import {
  type AskOptions,
  type Batch,
  CancelledError,
  isCount,
  type Part,
  type Session,
  UnavailableError,
  type Value,
} from '@assay/core';
import { type CostBook, costBook } from './costs.ts';
import { type Plan, readersOf } from './plan.ts';
import { pooled } from './pooled.ts';

/** What is known after asking, and why the rest is not. */
export interface Asked {
  readonly known: ReadonlyMap<string, Value>;
  readonly provedBy: ReadonlyMap<string, string>;
  readonly broken: ReadonlyMap<string, Error>;
  /** What asking has cost; open, so that what is asked afterwards is added. */
  readonly costs: CostBook;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Whether the engine still answers anything at all: one slow statement is no reason to give up, a lost engine is. */
const answers = (session: Session, options: AskOptions): Promise<boolean> =>
  session.query('select 1 as one', options).then(
    () => true,
    () => false,
  );

/** Asks a plan, round by round. A statement that breaks is halved until the guilty part is alone. */
export const ask = async (
  plan: Plan,
  session: Session,
  options: AskOptions & { concurrency?: number | undefined } = {},
): Promise<Asked> => {
  const known = new Map<string, Value>();
  const provedBy = new Map<string, string>();
  const broken = new Map<string, Error>();
  const costs = costBook();
  const readers = readersOf(plan);
  const failed = new Set<string>();

  const settle = (part: Part, values: readonly Value[]) => {
    const { key, answers: question } = part;
    const answer = part.read(values, known);
    if (answer === undefined) return;
    known.set(key, question && isCount(question.metric) ? Number(answer) : answer);
    provedBy.set(key, part.provedBy);
    broken.delete(key);
  };

  const halves = async (
    batch: Batch,
    parts: readonly (readonly [Part, readonly string[]])[],
    behind: number,
  ): Promise<void> => {
    if (parts.length === 0) return;
    const middle = Math.ceil(parts.length / 2);
    const list = parts
      .flatMap(([, expressions]) => expressions)
      .map((expression, i) => `${expression} as m_${i}`)
      .join(', ');
    const text = batch.text(list);
    if (text.length > plan.asking.longest && parts.length > 1) {
      await halves(batch, parts.slice(0, middle), behind);
      return halves(batch, parts.slice(middle), behind);
    }
    if (failed.has(text)) return;
    const start = performance.now();
    const book = () => {
      const checks = [...new Set(parts.flatMap(([{ key }]) => readers.get(key) ?? []))];
      costs.add(
        { table: batch.table, checks },
        { statements: 1, scans: batch.scans ? 1 : 0, ms: performance.now() - start },
      );
    };
    try {
      const { rows } = await session.query(text, { ...options, behind }).finally(book);
      let next = 0;
      for (const [part, expressions] of parts) {
        const values = expressions.map((_, i) => rows[0]?.[`m_${next + i}`] ?? null);
        next += expressions.length;
        settle(part, values);
      }
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      failed.add(text);
      if (error instanceof UnavailableError && !(await answers(session, options))) throw error;
      if (parts.length === 1) for (const [{ key }] of parts) broken.set(key, asError(error));
      else {
        await halves(batch, parts.slice(0, middle), behind);
        await halves(batch, parts.slice(middle), behind);
      }
    }
  };

  for (const round of plan.rounds) {
    await pooled(round, options.concurrency ?? plan.asking.concurrency, (batch, behind) => {
      const open = batch.parts.flatMap((part): [Part, readonly string[]][] => {
        const expressions = known.has(part.key) ? undefined : part.expressions(known);
        return expressions ? [[part, expressions]] : [];
      });
      return halves(batch, open, behind);
    });
  }
  return { known, provedBy, broken, costs };
};
