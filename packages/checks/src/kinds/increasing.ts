import { sql } from '@assay/core';
import { orderedKind } from '../steps.ts';

export const increasing = orderedKind({
  name: 'increasing',
  summary: 'Values do not fall along another column; strictly, they rise; with a step, they rise by just that.',
  verb: { weakly: 'never falls', strictly: 'rises' },
  breaks: { weakly: sql`@this_value < @value_before`, strictly: sql`@this_value <= @value_before` },
  advance: sql`@this_value - @value_before`,
  ties: sql``,
  examples: [
    {
      title: 'a meter that runs backwards',
      check: '- increasing: { along: day, by: [meter] }\n  column: reading',
      given: {
        'shop.readings': {
          columns: 'meter varchar, day date, reading integer',
          rows: `
            - [a, 2025-01-01, 5]
            - [a, 2025-01-02, 5]
            - [a, 2025-01-03, 4]
            - [a, 2025-01-04, null]
            - [b, 2025-01-01, 1]`,
        },
      },
      gives: { status: 'fail', failing: 1, found: '1 row out of order' },
    },
    {
      title: 'equal values where it has to rise',
      check: '- increasing: { along: id, strictly: true }\n  column: at',
      given: { 'shop.events': { columns: 'id integer, at integer', rows: '[[1, 1], [2, 1], [3, 2]]' } },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'a step for each group',
      check: '- increasing: { along: line, by: [order_id], step: 1 }\n  column: line',
      given: { 'shop.lines': { columns: 'order_id integer, line integer', rows: '[[1, 1], [1, 2], [2, 1], [2, 3]]' } },
      gives: { status: 'fail', failing: 1 },
    },
    {
      title: 'a meter that runs forwards',
      check: '- increasing: { along: day }\n  column: reading',
      given: {
        'shop.readings': {
          columns: 'day date, reading integer',
          rows: '[[2025-01-02, 5], [2025-01-01, 5], [2025-01-03, 9]]',
        },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
