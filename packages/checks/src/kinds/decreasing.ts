import { sql } from '@assay/core';
import { orderedKind } from '../steps.ts';

export const decreasing = orderedKind({
  name: 'decreasing',
  summary: 'Values do not rise along another column; strictly, they fall; with a step, they fall by just that.',
  verb: { weakly: 'never rises', strictly: 'falls' },
  breaks: { weakly: sql`@this_value > @value_before`, strictly: sql`@this_value >= @value_before` },
  advance: sql`@value_before - @this_value`,
  ties: sql` desc`,
  examples: [
    {
      title: 'stock that grows while it is only sold',
      check: '- decreasing: { along: day, by: [sku] }\n  column: left_over',
      given: {
        'shop.stock': {
          columns: 'sku varchar, day date, left_over integer',
          rows: `
            - [tea, 2025-01-01, 5]
            - [tea, 2025-01-02, 5]
            - [tea, 2025-01-03, 6]
            - [tea, 2025-01-04, null]
            - [pot, 2025-01-04, 9]`,
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 row out of order' },
    },
    {
      title: 'one less every day',
      check: '- decreasing: { along: day, step: 1 }\n  column: days_left',
      given: {
        'shop.countdown': { columns: 'day date, days_left integer', rows: '[[2025-01-02, 9], [2025-01-01, 10]]' },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
