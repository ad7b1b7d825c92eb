import type { Known, Part } from '@assay/core';
import { type Costs, costBook } from './costs.ts';
import { type Plan, readersOf } from './plan.ts';

/** A statement as it will be sent when nothing fails and nothing is known of the data. */
export interface PlannedStatement {
  readonly table: string;
  readonly round: number;
  /** Reads rows, not only statistics. */
  readonly scans: boolean;
  readonly columns: readonly string[];
  readonly checks: readonly string[];
  /** The columns that are read for each check, by its id. */
  readonly columnsOf: ReadonlyMap<string, readonly string[]>;
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
        const expressions = open.has(part.key) ? part.expressions(NOTHING) : undefined;
        return expressions ? [[part, expressions]] : [];
      });
      if (parts.length === 0) return [];
      for (const [{ key }] of parts) open.delete(key);
      const columnsOf = new Map<string, string[]>();
      for (const [{ key, columns }] of parts)
        for (const id of readers.get(key) ?? []) columnsOf.set(id, [...(columnsOf.get(id) ?? []), ...columns]);
      const list = parts.flatMap(([, expressions]) => expressions).map((expression, n) => `${expression} as m_${n}`);
      return [
        {
          table: batch.table,
          round: i + 1,
          scans: batch.scans,
          columns: [...new Set(parts.flatMap(([part]) => part.columns))].sort(),
          checks: [...columnsOf.keys()].sort(),
          columnsOf,
          text: batch.text(list.join(', ')),
        },
      ];
    }),
  );
};

/** What planned statements cost; their time is not known beforehand. */
export const plannedCosts = (ledger: readonly PlannedStatement[]): Costs => {
  const book = costBook();
  for (const { table, checks, scans } of ledger)
    book.add({ table, checks }, { statements: 1, scans: scans ? 1 : 0, ms: 0 });
  return book;
};
