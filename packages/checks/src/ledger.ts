import type { Known, Part } from '@assay/core';
import { type Plan, readersOf } from './plan.ts';

/** A statement as it will be sent when nothing fails and nothing is known of the data. */
export interface PlannedStatement {
  readonly table: string;
  readonly round: number;
  /** Reads rows, not only statistics. */
  readonly scans: boolean;
  readonly columns: readonly string[];
  readonly checks: readonly string[];
  readonly text: string;
}

const NOTHING: Known = new Map();

/** What a plan would send, before anything is: a figure is booked on the first statement that can answer it. */
export const ledgerOf = (plan: Plan): readonly PlannedStatement[] => {
  const readers = readersOf(plan);
  const open = new Set(plan.questions.map(({ key }) => key));
  return plan.rounds.flatMap((round, i) =>
    round.flatMap((batch): PlannedStatement[] => {
      const parts = batch.parts.flatMap((part): [Part, readonly string[]][] => {
        const expressions = open.has(part.question.key) ? part.expressions(NOTHING) : undefined;
        return expressions ? [[part, expressions]] : [];
      });
      if (parts.length === 0) return [];
      for (const [{ question }] of parts) open.delete(question.key);
      const list = parts.flatMap(([, expressions]) => expressions).map((expression, n) => `${expression} as m_${n}`);
      return [
        {
          table: batch.table,
          round: i + 1,
          scans: batch.scans,
          columns: [...new Set(parts.flatMap(([part]) => part.columns))].sort(),
          checks: [...new Set(parts.flatMap(([{ question }]) => readers.get(question.key) ?? []))].sort(),
          text: batch.text(list.join(', ')),
        },
      ];
    }),
  );
};
