import { type Asking, answering, render, scalarQuery } from '@assay/core';

/** One statement a question, by its meaning alone: slow, obvious, and the yardstick for every cleverer way. */
export const askPlainly: Asking = {
  concurrency: 1,
  longest: 1_000_000,
  plan: (questions, dialect) => [
    questions.map((question) => {
      const expression = `(${render(scalarQuery(question), dialect)})`;
      return {
        table: question.relation.table,
        scans: true,
        text: (list) => `select ${list}`,
        parts: [
          {
            ...answering(question),
            expressions: () => [expression],
            read: ([value]) => value,
            provedBy: 'scan',
            columns: [],
          },
        ],
      };
    }),
  ],
};
