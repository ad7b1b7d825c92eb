import {
  type Asking,
  type Batch,
  type Check,
  type Dialect,
  type Metric,
  type Question,
  type Relation,
  render,
  type Sql,
} from '@assay/core';

/** Everything that will be asked, before anything is. */
export interface Plan {
  readonly checks: readonly Check[];
  /** The questions of each check, by the names under which its judge reads them. */
  readonly wanted: ReadonlyMap<Check, Readonly<Record<string, Question>>>;
  /** The number of rows of each table, asked whether a check wants it or not. */
  readonly rows: ReadonlyMap<string, Question>;
  readonly questions: readonly Question[];
  readonly rounds: readonly (readonly Batch[])[];
  readonly asking: Asking;
  readonly dialect: Dialect;
}

const isSql = (value: unknown): value is Sql => typeof value === 'object' && value !== null && 'parts' in value;

/** Plans checks together: equal questions are asked once, in the form that the engine likes. */
export const planChecks = (
  checks: readonly Check[],
  { dialect, asking }: { readonly dialect: Dialect; readonly asking: Asking },
): Plan => {
  const questions = new Map<string, Question>();
  const ask = (relation: Relation, metric: Metric): Question => {
    const said = (_: string, value: unknown) => (isSql(value) ? render(value, dialect) : value);
    const over = metric.shape === 'query' ? [] : [relation.from, relation.where ?? null];
    const key = JSON.stringify([relation.table, ...over, metric], said);
    const question = questions.get(key) ?? { key, relation, metric };
    questions.set(key, question);
    return question;
  };
  const rows = new Map<string, Question>();
  for (const { table, relation } of checks)
    if (!rows.has(table)) rows.set(table, ask({ ...relation, where: undefined }, { shape: 'rows' }));
  const wanted = new Map(
    checks.map((check) => [
      check,
      Object.fromEntries(Object.entries(check.metrics).map(([name, metric]) => [name, ask(check.relation, metric)])),
    ]),
  );
  const all = [...questions.values()];
  return { checks, wanted, rows, questions: all, rounds: asking.plan(all, dialect), asking, dialect };
};

/** The ids of the checks that want the answer to each question, by its key. */
export const readersOf = ({ wanted }: Pick<Plan, 'wanted'>): ReadonlyMap<string, readonly string[]> => {
  const readers = new Map<string, Set<string>>();
  for (const [{ id }, questions] of wanted)
    for (const { key } of Object.values(questions)) readers.set(key, (readers.get(key) ?? new Set()).add(id));
  return new Map([...readers].map(([key, ids]) => [key, [...ids]]));
};
