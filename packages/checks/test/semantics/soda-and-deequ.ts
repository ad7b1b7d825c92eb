import { type Cases, column } from './case.ts';

const n = column('integer');
const s = column('varchar');
const N = null;
const pairs = { columns: 'a integer, b integer' };

export const sodaV3: Cases = {
  tool: 'Soda v3 (SodaCL)',
  source:
    'soda-core 3.5.6, soda/execution/metric/numeric_query_metric.py; docs.soda.io/soda-documentation/soda-v3/sodacl-reference',
  cases: [
    s(['invalid_count', 'NULL is missing, not invalid'], ['open', N], ['- one_of: [open]', 'pass']),
    s(
      ['invalid_percent', 'all rows are the base'],
      ['x', 'open', N, N],
      ['- one_of: [open]\n  column: v\n  error: "> 30%"', 'pass'],
    ),
    s(['missing_count', 'a NULL'], ['a', N], ['- not_null: true', 'fail', { failing: 1 }]),
    s(['missing_percent', 'just the share'], ['a', N], ['- null_share: { at_most: 50% }', 'pass']),
    s(['duplicate_count', 'NULLs do not repeat each other'], ['a', N, N], ['- unique: true', 'pass']),
    s(['duplicate_count', 'a value three times is one'], ['a', 'a', 'a'], ['- unique: true', 'fail']),
    n(['valid min', 'the end counts'], [0, N], ['- between: { at_least: 0 }', 'pass']),
    n(['valid max', 'the end counts'], [10, 11], ['- between: { at_most: 10 }', 'fail', { failing: 1 }]),
    s(['valid length', 'NULL is missing'], ['PT', N], ['- length: 2', 'pass']),
    s(['valid regex', 'NULL is missing'], ['ab', N], ["- matches: '^a'", 'pass']),
    s(
      ['include null', 'NULL is invalid'],
      ['open', N],
      ['- one_of: [open]\n  column: v\n- not_null: true\n  column: v', 'fail'],
    ),
    n(['avg', 'NULL is left out'], [1, 3, N], ['- aggregate: { of: avg(v), equals: 2 }\n  name: avg', 'pass']),
    n(['values in … must exist in', 'NULL refers to nothing'], [1, N], ['- references: shop.rows.v', 'pass']),
    n(['row_count', 'no rows'], [], ['- row_count: { at_least: 1 }\n  name: rows', 'fail']),
    {
      ...{
        test: 'failed rows: fail condition',
        title: 'a condition that is NULL',
        ...pairs,
        there: 'pass',
        differs: true,
      },
      rows: [[1, N]],
      check: '- holds: a <= b',
    },
  ],
};

export const sodaContracts: Cases = {
  tool: 'Soda v4 (contracts)',
  source: 'soda-core 4.28.0, soda_core/contracts/impl/check_types; docs.soda.io/reference/contract-language-reference',
  cases: [
    s(['missing', 'a NULL'], ['a', N], ['- not_null: true', 'fail', { failing: 1 }]),
    s(['invalid', 'NULL is missing, not invalid'], ['a', N], ['- one_of: [a]', 'pass']),
    s(['invalid: valid_values', 'an invalid value'], ['a', 'x', 'x'], ['- one_of: [a]', 'fail', { failing: 2 }]),
    n(['invalid: valid_min', 'the end counts'], [0], ['- between: { at_least: 0 }', 'pass']),
    n(['invalid: valid_max', 'the end counts'], [10], ['- between: { at_most: 10 }', 'pass']),
    s(['duplicate', 'NULLs do not repeat each other'], ['a', N, N], ['- unique: true', 'pass']),
    n(
      ['aggregate: avg', 'NULL is left out'],
      [1, 3, N],
      ['- aggregate: { of: avg(v), equals: 2 }\n  name: avg', 'pass'],
    ),
    {
      test: 'schema',
      title: 'one column more',
      ...pairs,
      rows: [[1, 2]],
      check: '- columns: { in_order: [a] }',
      there: 'fail',
    },
    {
      test: 'schema: allow_extra_columns',
      title: 'one column more',
      ...pairs,
      rows: [[1, 2]],
      check: '- columns: { include: [a] }',
      there: 'pass',
    },
    {
      test: 'schema: allow_other_column_order',
      title: 'in another order',
      ...pairs,
      rows: [[1, 2]],
      check: '- columns: [b, a]',
      there: 'pass',
    },
    n(['invalid: valid_reference_data', 'NULL is missing'], [1, N], ['- references: shop.rows.v', 'pass']),
  ],
};

export const deequ: Cases = {
  tool: 'Deequ / PyDeequ',
  source:
    'github.com/awslabs/deequ: checks/Check.scala, analyzers/{Uniqueness,Distinctness,UniqueValueRatio,Entropy}.scala and their tests',
  cases: [
    s(['isComplete', 'a NULL'], ['a', N], ['- not_null: true', 'fail', { failing: 1 }]),
    s(['hasCompleteness', 'just the share'], ['a', N], ['- null_share: { at_most: 50% }', 'pass']),
    s(['isUnique', 'a value twice'], ['a', 'a', 'b'], ['- unique: true', 'fail', { failing: 2 }]),
    s(
      ['hasUniqueness', 'once, over the rows'],
      ['a', 'a', 'b', 'c'],
      ['- unique_share: { at_least: 50%, at_most: 50% }', 'pass'],
    ),
    s(
      ['hasUniqueValueRatio', 'once, over the different values'],
      ['a', 'a', 'b', 'c'],
      ['- unique_share: { at_least: 66%, at_most: 67%, of: values }', 'pass'],
    ),
    s(
      ['hasDistinctness', 'different values over the rows'],
      ['a', 'a', 'b', 'c'],
      ['- distinct_share: { at_least: 75%, at_most: 75% }', 'pass'],
    ),
    s(
      ['hasEntropy', 'in nats: ln 2'],
      ['a', 'b', 'a', 'b'],
      ['- entropy: { at_least: 0.693, at_most: 0.694 }', 'pass'],
    ),
    n(['isNonNegative', 'NULL passes, 0 counts'], [0, N], ['- between: { at_least: 0 }', 'pass']),
    n(['isPositive', '0 does not'], [0], ['- between: { above: 0 }', 'fail', { failing: 1 }]),
    {
      test: 'isLessThan',
      title: 'a comparison with NULL',
      ...pairs,
      rows: [[1, N]],
      check: '- holds: a < b',
      there: 'fail',
      failing: 1,
    },
    s(['isContainedIn', 'NULL passes'], ['a', N], ['- one_of: [a]', 'pass']),
    {
      test: 'satisfies',
      title: 'NULL is not compliant',
      ...pairs,
      rows: [[1, N]],
      check: '- holds: a = b',
      there: 'fail',
      failing: 1,
    },
    s(['hasPattern', 'NULL matches nothing'], ['a1', N], ["- matches: 'a[0-9]'", 'fail', { differs: true }]),
    n(
      ['hasStandardDeviation', 'of the whole'],
      [1, 3],
      ['- aggregate: { of: stddev_pop(v), equals: 1 }\n  name: stddev', 'pass'],
    ),
    {
      test: 'hasCorrelation',
      title: 'of a line',
      ...pairs,
      rows: [
        [1, 2],
        [2, 4],
        [3, 6],
      ],
      check: '- correlation: { columns: [a, b], equals: 1 }',
      there: 'pass',
    },
    {
      test: 'hasColumnCount',
      title: 'as many',
      ...pairs,
      rows: [[1, 2]],
      check: '- column_count: { equals: 2 }',
      there: 'pass',
    },
  ],
};
