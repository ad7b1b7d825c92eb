import { type Cases, column, table } from './case.ts';

const n = column('integer');
const s = column('varchar');
const d = column('date');
const ab = table('a integer, b integer');
const N = null;
const pairs = { columns: 'a integer, b integer' };

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
    s(['where', 'rows that count'], ['a', N], ["- not_null: true\n  column: v\n  where: v = 'a'", 'pass']),
    n(['hasSize', 'NULLs are rows'], [1, N], ['- row_count: { at_least: 2, at_most: 2 }\n  name: rows', 'pass']),
    ab(
      ['areComplete', 'one of two is NULL'],
      [
        [1, 2],
        [1, N],
      ],
      ['- holds: a is not null and b is not null', 'fail', { failing: 1 }],
    ),
    ab(
      ['haveCompleteness', 'just the share'],
      [
        [1, 2],
        [1, N],
      ],
      ['- holds: a is not null and b is not null\n  error: "> 50%"', 'pass'],
    ),
    ab(
      ['areAnyComplete', 'one of two is NULL'],
      [
        [1, N],
        [N, 2],
      ],
      ['- holds: a is not null or b is not null', 'pass'],
    ),
    ab(
      ['haveAnyCompleteness', 'less than the share'],
      [
        [1, N],
        [N, N],
        [N, N],
      ],
      ['- holds: a is not null or b is not null\n  error: "> 50%"', 'fail'],
    ),
    ab(
      ['isPrimaryKey', 'of two columns'],
      [
        [1, 1],
        [1, 2],
      ],
      ['- unique: [a, b]', 'pass'],
    ),
    s(
      ['hasNumberOfDistinctValues', 'NULL is a value of the histogram'],
      ['a', 'b', N],
      ['- distinct_count: { equals: 3 }', 'pass', { differs: true }],
    ),
    s(['hasApproxCountDistinct', 'NULL is no value'], ['a', 'b', N], ['- distinct_count: { equals: 2 }', 'pass']),
    s(
      ['hasHistogramValues', 'the ratio of one value'],
      ['a', 'b', 'a', N],
      ["- share: { of: v = 'a', at_least: 50%, at_most: 50% }\n  name: a", 'pass'],
    ),
    ab(
      ['hasMutualInformation', 'one column tells the other: ln 2'],
      [
        [1, 1],
        [2, 2],
      ],
      ['- mutual_information: { columns: [a, b], at_least: 0.693, at_most: 0.694 }', 'pass'],
    ),
    n(['hasExactQuantile', 'one in the middle'], [1, 2, 8, N], ['- quantiles: { 0.5: { equals: 2 } }', 'pass']),
    s(['hasMinLength', 'NULL is left out'], ['ab', 'abcd', N], ['- length: { at_least: 2 }', 'pass']),
    s(['hasMaxLength', 'one too long'], ['ab', 'abcd', N], ['- length: { at_most: 3 }', 'fail', { failing: 1 }]),
    n(['hasMin', 'NULL is left out'], [1, 3, N], ['- aggregate: { of: min(v), equals: 1 }\n  name: min', 'pass']),
    n(['hasMax', 'NULL is left out'], [1, 3, N], ['- aggregate: { of: max(v), equals: 3 }\n  name: max', 'pass']),
    n(['hasMean', 'NULL is left out'], [1, 3, N], ['- aggregate: { of: avg(v), equals: 2 }\n  name: mean', 'pass']),
    n(['hasSum', 'NULL is left out'], [1, 3, N], ['- aggregate: { of: sum(v), equals: 4 }\n  name: sum', 'pass']),
    s(
      ['containsCreditCardNumber', 'none'],
      ['4111 1111 1111 1111', 'x'],
      ["- matches: '^[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{1,7}$'", 'fail', { failing: 1 }],
    ),
    s(['containsEmail', 'no address'], ['ada@example.com', 'x'], ['- format: email', 'fail', { failing: 1 }]),
    s(
      ['containsEmail', 'an address among other words'],
      ['write to ada@example.com now'],
      ['- format: email', 'pass', { differs: true }],
    ),
    s(['containsURL', 'no URL'], ['https://example.com/tea', 'x'], ['- format: url', 'fail', { failing: 1 }]),
    s(
      ['containsSocialSecurityNumber', 'no number'],
      ['111-05-1130', 'x'],
      ["- matches: '^[0-9]{3}-[0-9]{2}-[0-9]{4}$'", 'fail', { failing: 1 }],
    ),
    s(['hasDataType', 'a text that is no integer'], ['1', 'x'], ['- parseable: integer', 'fail', { failing: 1 }]),
    ab(['isLessThanOrEqualTo', 'equal'], [[1, 1]], ['- holds: a <= b', 'pass']),
    ab(['isGreaterThan', 'equal'], [[1, 1]], ['- holds: a > b', 'fail', { failing: 1 }]),
    ab(['isGreaterThanOrEqualTo', 'a comparison with NULL'], [[1, N]], ['- holds: a >= b', 'fail', { failing: 1 }]),
    ab(
      ['doesDatasetMatch', 'another value'],
      [[1, 3]],
      [
        '- same_rows: { as: shop.others, by: [a], columns: [b] }',
        'fail',
        { others: { columns: 'a integer, b integer', rows: [[1, 2]] } },
      ],
    ),
    ab(['ColumnExists', 'not there'], [[1, 2]], ['- columns: { include: [c] }', 'fail']),
    ab(
      ['ConditionalAggregationAnalyzer', 'rows that count'],
      [
        [1, 2],
        [2, 5],
      ],
      ['- aggregate: { of: sum(b), equals: 2 }\n  where: a = 1', 'pass'],
    ),
    ab(
      ['CustomSql', 'a row'],
      [
        [1, 2],
        [3, 2],
      ],
      ['- sql: select * from shop.rows where a > b\n  name: a is the less', 'fail', { failing: 1 }],
    ),
    d(
      ['DateTimeDistribution', 'the share of a bucket'],
      ['2025-12-30', '2025-12-01'],
      ["- share: { of: v >= date '2025-12-30', at_least: 50% }\n  name: late", 'pass'],
    ),
    ab(
      ['DuplicateRowCount', 'NULLs equal each other'],
      [
        [1, N],
        [1, N],
        [2, 3],
      ],
      ['- unique: { columns: [a, b], nulls: equal }', 'fail'],
    ),
    n(
      ['InterquartileRange', 'of four'],
      [1, 2, 3, 4],
      ['- aggregate: { of: "percentile(v, 0.75) - percentile(v, 0.25)", at_most: 2 }\n  name: range', 'pass'],
    ),
    n(
      ['Kurtosis', 'of a column that varies'],
      [1, 2, 3, 4, 50],
      ['- aggregate: { of: kurtosis(v), above: 0 }\n  name: kurtosis', 'pass'],
    ),
    n(
      ['Skewness', 'to the right'],
      [1, 2, 3, 4, 50],
      ['- aggregate: { of: skewness(v), above: 0 }\n  name: skewness', 'pass'],
    ),
    d(['MaximumDateTime', 'the newest'], ['2025-12-01', '2025-12-30', N], ['- freshness: { within: 2d }', 'pass']),
    d(
      ['MinimumDateTime', 'the oldest'],
      ['2024-12-31', '2025-12-30', N],
      ['- between: { at_least: 2025-01-01 }', 'fail', { failing: 1 }],
    ),
    n(
      ['Range', 'NULL is left out'],
      [1, 3, N],
      ['- aggregate: { of: max(v) - min(v), equals: 2 }\n  name: range', 'pass'],
    ),
    ab(
      ['RatioOfSums', 'over all rows'],
      [
        [1, 2],
        [3, 6],
      ],
      ['- aggregate: { of: "cast(try_divide(sum(a), sum(b)) as decimal(38,10))", equals: 0.5 }', 'pass'],
    ),
    n(['Variance', 'of a sample'], [1, 3], ['- aggregate: { of: var_samp(v), equals: 2 }\n  name: variance', 'pass']),
    n(['ZerosCount', 'two'], [0, 0, 1], ['- holds: v <> 0\n  error: "> 2"', 'pass']),
  ],
};
