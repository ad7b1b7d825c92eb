import * as z from 'zod';
import { recipe } from '../recipe.ts';

const options = z.strictObject({
  key: z.array(z.string()).min(1).describe('the columns that name the thing whose versions are kept'),
  from: z.string().describe('since when a version holds'),
  to: z.string().describe('until when, that moment excluded; NULL for the current version'),
  current: z
    .union([
      z.string().describe('the column that is true for the current version'),
      z.strictObject({ column: z.string(), is: z.string().describe('what it holds for the current version: Yes') }),
    ])
    .optional(),
  gaps: z.literal('forbidden').optional().describe('a version begins where the one before ends'),
  deleted: z.literal('allowed').optional().describe('a thing may be gone: then the last of its versions has ended'),
});

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The flag says the same as the end that is open, be it a boolean or a word. */
const flagged = (current: z.infer<typeof options>['current'], to: string) => {
  if (current === undefined) return [];
  const { column, is } = typeof current === 'string' ? { column: current, is: 'true' } : current;
  const flag = typeof current === 'string' ? `lower(cast(${column} as string))` : `cast(${column} as string)`;
  return [
    {
      name: `${column} is ${is} where ${to} is open`,
      kind: 'holds',
      options: `(${flag} = ${quoted(is)}) = (${to} is null)`,
    },
  ];
};

export const scd2 = recipe({
  name: 'scd2',
  summary:
    'Versions of a thing begin before they end, do not overlap, leave no gap if that is asked, exactly one is current (at most one where things may be deleted), and none stands twice.',
  options,
  claims: ({ key, from, to, current, gaps, deleted }) => [
    { name: `${from} is known`, kind: 'not_null', options: true, column: from },
    { name: `${to} is after ${from}`, kind: 'compare', options: { above: from }, column: to },
    { name: `one version per ${[...key, from].join(', ')}`, kind: 'unique', options: [...key, from] },
    {
      name: `versions do not overlap${gaps ? ' and leave no gap' : ''}, and ${deleted ? 'at most one' : 'one'} is open`,
      kind: 'no_overlap',
      options: {
        ...{ from, to, by: key, open: deleted ? 'at most one' : 'exactly one', empty: 'allowed' },
        ...(gaps ? { gaps } : {}),
      },
    },
    ...flagged(current, to),
  ],
  examples: [
    {
      title: 'an overlap, a customer without a current version, and a flag that was forgotten',
      check: '- scd2: { key: [customer], from: valid_from, to: valid_to, current: is_current }',
      given: {
        'shop.versions': {
          columns: 'customer integer, valid_from date, valid_to date, is_current boolean',
          grain: ['customer', 'valid_from'],
          rows: '[[1, 2025-01-01, 2025-03-01, true], [1, 2025-02-01, null, true], [2, 2025-01-01, 2025-02-01, false]]',
        },
      },
      fails: ['versions do not overlap, and one is open', 'is_current is true where valid_to is open'],
    },
    {
      title: 'a gap, a version that ends before it begins, and one that stands twice',
      check: '- scd2: { key: [sku], from: valid_from, to: valid_to, gaps: forbidden }',
      given: {
        'shop.prices': {
          columns: 'sku varchar, valid_from date, valid_to date',
          rows: `
            - [tea, 2025-01-01, 2025-02-01]
            - [tea, 2025-03-01, null]
            - [pot, 2025-05-01, 2025-04-01]
            - [pot, 2025-05-01, null]`,
        },
      },
      fails: [
        'valid_to is after valid_from',
        'one version per sku, valid_from',
        'versions do not overlap and leave no gap, and one is open',
      ],
    },
    {
      title: 'a thing that is gone, one with two current versions, and a flag in words that was forgotten',
      check: `- scd2:
    key: [sku]
    from: valid_from
    to: valid_to
    current: { column: is_current, is: Current }
    deleted: allowed`,
      given: {
        'shop.prices': {
          columns: 'sku varchar, valid_from date, valid_to date, is_current varchar',
          rows: `
            - [tea, 2025-01-01, 2025-02-01, null]
            - [tea, 2025-02-01, null, Current]
            - [pot, 2025-01-01, 2025-02-01, Ended]
            - [cup, 2025-01-01, null, Current]
            - [cup, 2025-02-01, null, Current]`,
        },
      },
      fails: ['versions do not overlap, and at most one is open', 'is_current is Current where valid_to is open'],
    },
    {
      title: 'a thing that is gone is no fault where that is allowed',
      check: '- scd2: { key: [sku], from: valid_from, to: valid_to, gaps: forbidden, deleted: allowed }',
      given: {
        'shop.prices': {
          columns: 'sku varchar, valid_from date, valid_to date',
          rows: '[[tea, 2025-01-01, 2025-02-01], [tea, 2025-02-01, null], [pot, 2025-01-01, 2025-02-01]]',
        },
      },
      fails: [],
    },
  ],
});
