import * as z from 'zod';
import { recipe } from '../recipe.ts';

const options = z.strictObject({
  variant: z.string().describe('the column with the variant'),
  unit: z.string().describe('the column with whom it was shown to'),
  split: z.record(z.string(), z.number().positive()).describe('each variant with the part that was planned for it'),
  significance: z.number().min(0).max(1).optional().describe('a difference is chance unless it is rarer; 0.001'),
});

export const experiment = recipe({
  name: 'experiment',
  summary: 'Everybody sees one variant, there is no other than was planned, and they split as planned but for chance.',
  options,
  claims: ({ variant, unit, split, significance }) => [
    {
      name: `each ${unit} sees one ${variant}`,
      kind: 'determines',
      options: { columns: [unit], decides: variant },
    },
    { name: `${variant} is one that was planned`, kind: 'one_of', options: Object.keys(split), column: variant },
    {
      name: `${unit} splits as planned`,
      kind: 'sample_ratio',
      options: { expected: split, of: unit, ...(significance === undefined ? {} : { significance }) },
      column: variant,
    },
  ],
  examples: [
    {
      title: 'somebody saw both variants, and hardly anybody the second',
      check: '- experiment: { variant: variant, unit: customer, split: { A: 50, B: 50 } }',
      given: {
        'shop.visits': {
          columns: 'customer integer, variant varchar',
          rows: `[
            [0, A], [1, A], [2, A], [3, A], [4, A], [5, A], [6, A], [7, A], [8, A], [9, A],
            [10, A], [11, A], [12, A], [13, A], [14, A], [15, A], [16, A], [17, A], [18, A], [19, A], [0, B]]`,
        },
      },
      fails: ['each customer sees one variant', 'customer splits as planned'],
    },
    {
      title: 'a variant that nobody planned',
      check: '- experiment: { variant: variant, unit: customer, split: { A: 2, B: 1 }, significance: 0.01 }',
      given: {
        'shop.visits': {
          columns: 'customer integer, variant varchar',
          rows: '[[1, A], [2, A], [3, B], [3, B], [4, C]]',
        },
      },
      fails: ['variant is one that was planned', 'customer splits as planned'],
    },
  ],
});
