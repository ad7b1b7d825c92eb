import type { Value } from '@assay/core';

type Side = -1 | 0 | 1;
type Row = readonly Value[];
type Tables = Readonly<Record<string, { readonly columns: string; readonly rows: readonly Row[] }>>;

interface Asked {
  readonly given: Tables;
  readonly checks: readonly string[];
  /** Whether each of the checks holds. */
  readonly holds: readonly boolean[];
}

/** What a kind makes of a figure at its bound, one below and one above; the number drawn makes the figure odd. */
export interface Edge {
  readonly says: string;
  at(drawn: number, side: Side): Asked;
}

const table = (columns: string, rows: readonly Row[]): Tables => ({ 'shop.scales': { columns, rows } });
const times = <T>(count: number, of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));

const ENDS = ['equals', 'at_least', 'above', 'at_most', 'below'] as const;
const isWithin = (end: (typeof ENDS)[number], side: Side): boolean =>
  ({ equals: side === 0, at_least: side >= 0, above: side > 0, at_most: side <= 0, below: side < 0 })[end];

/** A kind with all five ends around one figure. */
const figure = (
  says: string,
  check: (end: string) => string,
  of: (drawn: number, side: Side) => { readonly given: Tables; readonly bound: string | number },
): Edge => ({
  says,
  at: (drawn, side) => {
    const { given, bound } = of(drawn, side);
    return {
      given,
      checks: ENDS.map((end) => check(`${end}: ${bound}`)),
      holds: ENDS.map((end) => isWithin(end, side)),
    };
  },
});

/** A kind with both ends around a share: so many of a thousand, which is a percentage with one digit behind the point. */
const share = (says: string, check: (end: string) => string, of: (part: number) => Tables): Edge => ({
  says,
  at: (drawn, side) => {
    const part = 10 * drawn + 7;
    const bound = `${drawn}.7%`;
    return {
      given: of(part + side),
      checks: [check(`at_least: ${bound}`), check(`at_most: ${bound}`)],
      holds: [side >= 0, side <= 0],
    };
  },
});

/** A kind that holds up to its bound, that included or not. */
const upTo = (
  says: string,
  isIncluded: boolean,
  of: (drawn: number, side: Side) => { readonly given: Tables; readonly check: string },
): Edge => ({
  says,
  at: (drawn, side) => {
    const { given, check } = of(drawn, side);
    return { given, checks: [check], holds: [side < 0 || (side === 0 && isIncluded)] };
  },
});

const day = (after: number, from = '2025-03-01'): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + after * 86_400_000).toISOString().slice(0, 10);
const second = (after: number, from = '2026-01-01'): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + after * 1000).toISOString().slice(0, 19).replace('T', ' ');

const BETWEEN: readonly (readonly [string, (drawn: number, side: Side) => Value, string])[] = [
  ['numbers', (drawn, side) => drawn + side, 'integer'],
  ['cents', (drawn, side) => `${drawn}.${70 + side}`, 'decimal(18,2)'],
  ['long numbers in quotes', (drawn, side) => `900719925474099${3 + side}${drawn + 10}`, 'decimal(38,0)'],
  ['days', (drawn, side) => day(drawn + side), 'date'],
  ['instants', (drawn, side) => second(drawn + side), 'timestamp'],
];

const between = BETWEEN.map(
  ([what, value, type]): Edge => ({
    says: what,
    at: (drawn, side) => {
      const ends = ENDS.slice(1);
      return {
        given: table(`v ${type}`, [[value(drawn, side)]]),
        checks: ends.map((end) => {
          const bound = value(drawn, 0);
          return `- between: { ${end}: ${typeof bound === 'number' ? bound : `"${bound}"`} }\n  column: v`;
        }),
        holds: ends.map((end) => isWithin(end, side)),
      };
    },
  }),
);

const COMPARE = [...ENDS, 'differs_from'] as const;

/** Three numbers whose Pearson correlation is -0.5, 0.5 and 1. */
const CORRELATED: Readonly<Record<Side, readonly Row[]>> = {
  [-1]: [
    [1, 2],
    [2, 3],
    [3, 1],
  ],
  0: [
    [1, 1],
    [2, 3],
    [3, 2],
  ],
  1: [
    [1, 1],
    [2, 2],
    [3, 3],
  ],
};

export const EDGES: Readonly<Record<string, readonly Edge[]>> = {
  aggregate: [
    figure(
      'a sum',
      (end) => `- aggregate: { of: sum(v), ${end} }`,
      (drawn, side) => ({
        given: table('v decimal(18,2)', [[drawn], [0.29], [side / 100]]),
        bound: `${drawn}.29`,
      }),
    ),
    figure(
      'a sum of each group',
      (end) => `- aggregate: { of: sum(v), by: [g], ${end} }`,
      (drawn, side) => ({
        given: table('g integer, v bigint', [[1, drawn + side]]),
        bound: drawn,
      }),
    ),
  ],
  column_count: [
    figure(
      'columns',
      (end) => `- column_count: { ${end} }`,
      (drawn, side) => ({
        given: table(times((drawn % 9) + 2 + side, (i) => `c${i} integer`).join(', '), []),
        bound: (drawn % 9) + 2,
      }),
    ),
  ],
  distinct_count: [
    figure(
      'values',
      (end) => `- distinct_count: { ${end} }\n  column: v`,
      (drawn, side) => ({
        given: table('v integer', [...times(drawn + side, (i) => [i]), [0], [null]]),
        bound: drawn,
      }),
    ),
  ],
  row_count: [
    figure(
      'rows',
      (end) => `- row_count: { ${end} }`,
      (drawn, side) => ({
        given: table(
          'v integer',
          times(drawn + side, (i) => [i]),
        ),
        bound: drawn,
      }),
    ),
    figure(
      'a part of the rows of another table',
      (end) => `- row_count: { ${end} }`,
      (drawn, side) => ({
        given: {
          ...table(
            'v integer',
            times(29 + side, (i) => [i]),
          ),
          'shop.weights': { columns: 'v integer', rows: times(100, (i) => [i + drawn]) },
        },
        bound: '{ table: shop.weights, times: 0.29 }',
      }),
    ),
  ],
  rows_per_period: [
    figure(
      'rows of a day',
      (end) => `- rows_per_period: { every: day, ${end} }\n  column: v`,
      (drawn, side) => ({
        given: table(
          'v date',
          times(drawn + side, () => [day(drawn)]),
        ),
        bound: drawn,
      }),
    ),
  ],
  quantiles: [
    figure(
      'the lower quartile',
      (end) => `- quantiles: { 0.25: { ${end} } }\n  column: v`,
      (drawn, side) => ({
        // 1.1 + (2.2 - 1.1) / 2 is 1.6500000000000001 in floating point
        given: table('v decimal(18,2)', [[drawn + 1.1 + side], [drawn + 2.2 + side], [drawn + 3.3 + side]]),
        bound: `${drawn + 1}.65`,
      }),
    ),
  ],
  entropy: [
    figure(
      'equally common values',
      (end) => `- entropy: { ${end} }\n  column: v`,
      (drawn, side) => ({
        given: table(
          'v integer',
          times(drawn + side, (i) => [i]),
        ),
        bound: Math.log(drawn).toPrecision(15),
      }),
    ),
  ],
  mutual_information: [
    figure(
      'a column and itself',
      (end) => `- mutual_information: { columns: [v, w], ${end} }`,
      (drawn, side) => ({
        given: table(
          'v integer, w integer',
          times(drawn + side, (i) => [i, -i]),
        ),
        bound: Math.log(drawn).toPrecision(15),
      }),
    ),
  ],
  correlation: [
    figure(
      'half',
      (end) => `- correlation: { columns: [v, w], ${end} }`,
      (drawn, side) => ({
        given: table(
          'v integer, w integer',
          CORRELATED[side].map(([v, w]) => [Number(v) * drawn, w ?? null]),
        ),
        bound: 0.5,
      }),
    ),
  ],
  share: [
    share(
      'of rows',
      (end) => `- share: { of: v = 1, ${end} }`,
      (part) =>
        table(
          'v integer',
          times(1000, (i) => [i < part ? 1 : 0]),
        ),
    ),
  ],
  null_share: [
    share(
      'of rows',
      (end) => `- null_share: { ${end} }\n  column: v`,
      (part) =>
        table(
          'v integer',
          times(1000, (i) => [i < part ? null : 0]),
        ),
    ),
    share(
      'of each group',
      (end) => `- null_share: { ${end}, by: [g] }\n  column: v`,
      (part) =>
        table(
          'g integer, v integer',
          times(1000, (i) => [7, i < part ? null : 0]),
        ),
    ),
  ],
  unique_share: [
    share(
      'of rows',
      (end) => `- unique_share: { ${end} }\n  column: v`,
      (part) =>
        table(
          'v integer',
          times(1000, (i) => [i < part ? i + 1 : 0]),
        ),
    ),
    share(
      'of values',
      (end) => `- unique_share: { of: values, ${end} }\n  column: v`,
      (part) => table('v integer', [...times(1000, (i) => [i]), ...times(1000 - part, (i) => [i])]),
    ),
  ],
  distinct_share: [
    share(
      'of rows',
      (end) => `- distinct_share: { ${end} }\n  column: v`,
      (part) =>
        table(
          'v integer',
          times(1000, (i) => [i < part ? i : 0]),
        ),
    ),
  ],
  between,
  length: [
    {
      says: 'characters',
      at: (drawn, side) => ({
        given: table('v varchar', [['é'.repeat(drawn + side)]]),
        checks: [`{ at_least: ${drawn} }`, `{ at_most: ${drawn} }`, drawn].map(
          (size) => `- length: ${size}\n  column: v`,
        ),
        holds: [side >= 0, side <= 0, side === 0],
      }),
    },
  ],
  compare: [
    {
      says: 'columns of a row',
      at: (drawn, side) => ({
        given: table('v decimal(18,2), w decimal(18,2)', [[drawn + side / 100, drawn]]),
        checks: COMPARE.map((end) => `- compare: { ${end}: w }\n  column: v`),
        holds: COMPARE.map((end) => (end === 'differs_from' ? side !== 0 : isWithin(end, side))),
      }),
    },
  ],
  reconcile: [
    upTo('within a number', true, (drawn, side) => ({
      given: {
        ...table('v decimal(18,2)', [[drawn + 0.29 + side / 100]]),
        'shop.weights': { columns: 'v decimal(18,2)', rows: [[drawn]] },
      },
      check: '- reconcile: { of: sum(v), equals: { table: shop.weights }, within: 0.29 }',
    })),
    upTo('within a percentage', true, (drawn, side) => ({
      given: {
        ...table('v bigint', [[100_000 + drawn * 100 + 70 + side]]),
        'shop.weights': { columns: 'v bigint', rows: [[100_000]] },
      },
      check: `- reconcile: { of: sum(v), equals: { table: shop.weights }, within: ${drawn / 10 >= 1 ? `${Math.floor(drawn / 10)}.${drawn % 10}` : `0.${drawn}`}7% }`,
    })),
  ],
  row_sum: [
    upTo('within a number', true, (drawn, side) => ({
      given: table('v decimal(18,2), w decimal(18,2)', [[drawn, 0.29 + side / 100]]),
      check: `- row_sum: { columns: [v, w], equals: ${drawn}, within: 0.29 }`,
    })),
  ],
  not_in_future: [
    upTo('the end of as_of', false, (_, side) => ({
      given: table('v timestamp', [[second(side)]]),
      check: '- not_in_future: true\n  column: v',
    })),
  ],
  freshness: [
    upTo('hours', true, (drawn, side) => ({
      given: table('v timestamp', [[second(-drawn * 3600 - side)]]),
      check: `- freshness: { within: ${drawn}h }\n  column: v`,
    })),
    upTo('minutes', true, (drawn, side) => ({
      given: table('v timestamp', [[second(-drawn * 60 - side)]]),
      check: `- freshness: { within: ${drawn}m }\n  column: v`,
    })),
    upTo('days', true, (drawn, side) => ({
      given: table('v date', [[day(-1 - drawn - side, '2026-01-01')]]),
      check: `- freshness: { within: ${drawn}d }\n  column: v`,
    })),
    upTo('hours of each group', true, (drawn, side) => ({
      given: table('g integer, v timestamp', [[drawn, second(-drawn * 3600 - side)]]),
      check: `- freshness: { within: ${drawn}h, by: [g] }\n  column: v`,
    })),
    upTo('days of each group', true, (drawn, side) => ({
      given: table('g integer, v date', [[drawn, day(-1 - drawn - side, '2026-01-01')]]),
      check: `- freshness: { within: ${drawn}d, by: [g] }\n  column: v`,
    })),
  ],
  ready_by: [
    upTo('the day before the hour', true, (_, side) => ({
      given: table('v date', [[day(-2 - side, '2026-01-01')]]),
      check: '- ready_by: 08:00 UTC\n  column: v',
    })),
  ],
  outliers: [
    upTo('the fence of quartiles', false, (drawn, side) => ({
      given: table(
        'v integer',
        [-10, 0, 0, 5, 5, 5, 10, 10, 25 + side].map((v) => [v + drawn]),
      ),
      check: '- outliers: { method: iqr, beyond: 1.5 }\n  column: v',
    })),
    upTo('deviations of the mean', false, (drawn, side) => ({
      given: table('v integer', [[0], [0], [0], [4 * drawn]]),
      check: `- outliers: { method: z_score, beyond: ${1.5 - side / 100} }\n  column: v`,
    })),
    upTo('deviations of the median', false, (drawn, side) => ({
      given: table(
        'v decimal(18,4)',
        [-1, 0, 0, 1, 1, -1, 2.9652 + side / 10_000].map((v) => [v + drawn]),
      ),
      check: '- outliers: { method: mad, beyond: 2 }\n  column: v',
    })),
  ],
  sample_ratio: [
    {
      says: 'no chance at all',
      at: (drawn, side) => ({
        given: table('v varchar', [...times(drawn, () => ['A']), ...times(drawn + side, () => ['B'])]),
        checks: ['- sample_ratio: { expected: { A: 1, B: 1 }, significance: 1 }\n  column: v'],
        holds: [side === 0],
      }),
    },
  ],
  most_common: [
    {
      says: 'ties',
      at: (drawn, side) => ({
        given: table('v varchar', [...times(drawn, () => ['listed']), ...times(drawn + side, () => ['other'])]),
        checks: ['listed', '{ one_of: [listed], ties: allowed }'].map((of) => `- most_common: ${of}\n  column: v`),
        holds: [side < 0, side <= 0],
      }),
    },
  ],
  increasing: [
    {
      says: 'equal values, and steps',
      at: (drawn, side) => ({
        given: table('p integer, v integer', [
          [1, drawn],
          [2, drawn + side],
        ]),
        checks: ['', ', strictly: true', ', step: 1'].map((more) => `- increasing: { along: p${more} }\n  column: v`),
        holds: [side >= 0, side > 0, side === 1],
      }),
    },
  ],
  decreasing: [
    {
      says: 'equal values, and steps',
      at: (drawn, side) => ({
        given: table('p integer, v integer', [
          [1, drawn],
          [2, drawn + side],
        ]),
        checks: ['', ', strictly: true', ', step: 1'].map((more) => `- decreasing: { along: p${more} }\n  column: v`),
        holds: [side <= 0, side < 0, side === -1],
      }),
    },
  ],
  sequential: [
    {
      says: 'a step, and where it begins',
      at: (drawn, side) => ({
        given: table('v integer', [[drawn], [2 * drawn + side]]),
        checks: [
          `{ step: ${drawn} }`,
          `{ step: ${drawn}, from: ${drawn} }`,
          `{ step: ${drawn + side}, from: ${drawn + side} }`,
        ].map((how) => `- sequential: ${how}\n  column: v`),
        holds: [side === 0, side === 0, side === 0],
      }),
    },
  ],
  no_gaps: [
    upTo('the next day', true, (drawn, side) => ({
      given: table('v date', [[day(drawn)], [day(drawn + 1 + side)]]),
      check: '- no_gaps: day\n  column: v',
    })),
  ],
  no_overlap: [
    {
      says: 'an interval that begins where another ends',
      at: (drawn, side) => ({
        given: table('v integer, w integer', [
          [0, drawn],
          [drawn + side, drawn + 5],
        ]),
        checks: ['', ', gaps: forbidden', ', gaps: required'].map((more) => `- no_overlap: { from: v, to: w${more} }`),
        holds: [side >= 0, side === 0, side > 0],
      }),
    },
  ],
};

/** Kinds whose demands are of a kind: there is no more or less of them. */
export const WITHOUT: readonly string[] = [
  'absent_from',
  'at_least_one',
  'column_types',
  'columns',
  'consistent_case',
  'contains_all',
  'covers',
  'determines',
  'equal_cardinality',
  'equals_set',
  'every_row',
  'exactly_one',
  'format',
  'holds',
  'json_schema',
  'like',
  'matches',
  'none_of',
  'not_blank',
  'not_constant',
  'not_empty',
  'not_null',
  'one_of',
  'pairs',
  'parseable',
  'references',
  'same_rows',
  'sql',
  'unique',
  'unique_within_row',
];
