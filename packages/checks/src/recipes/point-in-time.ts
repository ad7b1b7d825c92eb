import * as z from 'zod';
import { recipe } from '../recipe.ts';

const options = z.strictObject({
  snapshot: z.string().describe('the day or instant at which a row was known'),
  features: z.array(z.string()).min(1).describe('days or instants of what went into the row'),
});

export const pointInTime = recipe({
  name: 'point_in_time',
  summary: 'No feature is newer than its snapshot, and no snapshot lies in the future: nothing leaks from later.',
  options,
  claims: ({ snapshot, features }) => [
    { name: `${snapshot} is known`, kind: 'not_null', options: true, column: snapshot },
    { name: `${snapshot} is not in the future`, kind: 'not_in_future', options: true, column: snapshot },
    ...features.map((feature) => ({
      name: `${feature} is not newer than ${snapshot}`,
      kind: 'compare',
      options: { at_most: snapshot },
      column: feature,
    })),
  ],
  examples: [
    {
      title: 'an order that came after the snapshot leaked into it',
      check: '- point_in_time: { snapshot: known_on, features: [last_order, last_visit] }',
      given: {
        'shop.features': {
          columns: 'customer integer, known_on date, last_order date, last_visit date',
          grain: ['customer', 'known_on'],
          rows: `
            - [1, 2025-06-30, 2025-06-30, 2025-06-01]
            - [1, 2025-07-31, 2025-08-01, null]
            - [2, 2026-01-31, null, null]`,
        },
      },
      fails: ['known_on is not in the future', 'last_order is not newer than known_on'],
    },
  ],
});
