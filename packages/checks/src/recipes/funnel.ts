import * as z from 'zod';
import { recipe } from '../recipe.ts';

const options = z.strictObject({
  steps: z.array(z.string()).min(2).describe('columns with counts, from the widest step to the narrowest'),
});

export const funnel = recipe({
  name: 'funnel',
  summary: 'Steps of a funnel do not grow, and none is negative.',
  options,
  claims: ({ steps }) => [
    ...steps.map((step) => ({
      name: `${step} is not negative`,
      kind: 'between',
      options: { at_least: 0 },
      column: step,
    })),
    ...steps.slice(1).map((step, i) => ({
      name: `${step} does not exceed ${steps[i]}`,
      kind: 'holds',
      options: `${step} <= ${steps[i]}`,
    })),
  ],
  examples: [
    {
      title: 'more carts than views',
      check: '- funnel: { steps: [views, carts, checkouts] }',
      given: {
        'shop.weeks': {
          columns: 'week date, views bigint, carts bigint, checkouts bigint',
          rows: '[[2025-01-06, 100, 20, 5], [2025-01-13, 10, 20, 5]]',
        },
      },
      fails: ['carts does not exceed views'],
    },
  ],
});
