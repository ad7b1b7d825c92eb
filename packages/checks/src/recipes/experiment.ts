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
          rows: [...Array.from({ length: 20 }, (_, i) => [i, 'A']), [0, 'B']],
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
          rows: [
            [1, 'A'],
            [2, 'A'],
            [3, 'B'],
            [3, 'B'],
            [4, 'C'],
          ],
        },
      },
      fails: ['variant is one that was planned', 'customer splits as planned'],
    },
  ],
});
