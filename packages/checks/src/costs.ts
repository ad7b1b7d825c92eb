/** What asking costs. A statement that serves several checks counts for each of them in equal parts. */
export interface Cost {
  readonly statements: number;
  /** Statements among them that read rows, not only statistics. */
  readonly scans: number;
  /** Milliseconds until the answer was there, all statements added up. */
  readonly ms: number;
}

export const FREE: Cost = { statements: 0, scans: 0, ms: 0 };

const plus = (a: Cost, b: Cost, part = 1): Cost => ({
  statements: a.statements + b.statements * part,
  scans: a.scans + b.scans * part,
  ms: a.ms + b.ms * part,
});

/** All costs added up. */
export const totalCost = (costs: Iterable<Cost>): Cost => [...costs].reduce((sum, cost) => plus(sum, cost), FREE);

/** What a run has spent so far. */
export interface Costs {
  readonly byTable: ReadonlyMap<string, Cost>;
  /** By the id of the check. */
  readonly byCheck: ReadonlyMap<string, Cost>;
}

/** A book of costs, to which every statement is added once it has been answered or has failed. */
export interface CostBook extends Costs {
  add(statement: { readonly table: string; readonly checks: readonly string[] }, cost: Cost): void;
}

const added = (book: Map<string, Cost>, key: string, cost: Cost, part = 1): void =>
  void book.set(key, plus(book.get(key) ?? FREE, cost, part));

export const costBook = (): CostBook => {
  const byTable = new Map<string, Cost>();
  const byCheck = new Map<string, Cost>();
  return {
    byTable,
    byCheck,
    add: ({ table, checks }, cost) => {
      added(byTable, table, cost);
      for (const id of checks) added(byCheck, id, cost, 1 / checks.length);
    },
  };
};

/** The costs of several runs over one state of the data. */
export const costsTogether = (runs: readonly Costs[]): Costs => {
  const byTable = new Map<string, Cost>();
  const byCheck = new Map<string, Cost>();
  for (const run of runs) {
    for (const [table, cost] of run.byTable) added(byTable, table, cost);
    for (const [id, cost] of run.byCheck) added(byCheck, id, cost);
  }
  return { byTable, byCheck };
};
