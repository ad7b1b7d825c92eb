import {
  allOf,
  answering,
  type Batch,
  type Check,
  type Part,
  type Question,
  render,
  type Session,
  sql,
} from '@assay/core';
import { type Asked, ask } from './ask.ts';
import type { Plan } from './plan.ts';
import type { RunOptions } from './run.ts';
import type { Likely } from './slices.ts';

/** What `ask` needs to know of questions that no plan foresaw. */
const planOf = (plan: Plan, wanted: Plan['wanted'], { known }: Asked): Plan => {
  const { dialect, asking } = plan;
  const batches = new Map<string, { parts: Part[]; question: Question }>();
  for (const questions of wanted.values())
    for (const question of Object.values(questions)) {
      const { from, where } = question.relation;
      const over = `${render(from, dialect)} where ${render(allOf(where), dialect)}`;
      const batch = batches.get(over) ?? { parts: [], question };
      batches.set(over, batch);
      if (batch.parts.some((part) => part.key === question.key)) continue;
      const expression = 'expression' in question.metric ? render(question.metric.expression, dialect) : 'null';
      batch.parts.push({
        ...answering(question),
        ...{ columns: [], provedBy: 'scan' },
        expressions: () => [expression],
        read: ([value]) => value,
      });
    }
  const round = [...batches.values()].map(({ parts, question: { relation } }): Batch => {
    const tail = render(sql`from ${relation.from} t where ${allOf(relation.where)}`, dialect);
    const text = (list: string) => `select ${list} ${tail}`;
    return {
      ...{ table: relation.table, parts, scans: true },
      text: (list) => asking.narrow?.(text(list), known) ?? text(list),
    };
  });
  return { ...plan, rounds: [round], wanted };
};

/**
 * Where breaches come from, by check: the figures that their likely slices have to be held against are asked together,
 * table by table. What could not be asked explains nothing.
 */
export const whereFrom = async (
  likely: ReadonlyMap<Check, Likely>,
  { plan, asked, session, options }: { plan: Plan; asked: Asked; session: Session; options: RunOptions },
): Promise<{ explanations: ReadonlyMap<Check, string | null>; costs: Asked['costs'] }> => {
  const wanted = new Map(
    [...likely].map(([check, { figures }]) => {
      const { relation } = check;
      const where = render(allOf(relation.where), plan.dialect);
      const questions = figures.map((expression, i): [string, Question] => {
        const key = `slice ${relation.table} ${where} ${render(expression, plan.dialect)}`;
        return [`figure_${i}`, { key, relation, metric: { shape: 'aggregate', expression } }];
      });
      return [check, Object.fromEntries(questions)];
    }),
  );
  const { known, costs } = await ask(planOf(plan, wanted, asked), session, options);
  const explanations = [...likely].map(([check, { explain }]): [Check, string | null] => {
    const values = Object.values(wanted.get(check) ?? {}).map(({ key }) => known.get(key));
    return [check, values.includes(undefined) ? null : explain(values.map((value) => value ?? null))];
  });
  return { explanations: new Map(explanations), costs };
};
