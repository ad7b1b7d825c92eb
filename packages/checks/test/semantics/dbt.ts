import { type Cases, column, table } from './case.ts';

const n = column('integer');
const s = column('varchar');
const d = column('date');
const ab = table('a integer, b integer');
const N = null;
const one = { columns: 'a integer, b integer', rows: [[1, 2]] };
const pairs = { columns: 'a integer, b integer' };

export const dbtCore: Cases = {
  tool: 'dbt core',
  source: 'the SQL of dbt-core 1.11.16, dbt/include/global_project/macros/generic_test_sql',
  cases: [
    s(['unique', 'NULLs do not repeat each other'], ['a', N, N], ['- unique: true', 'pass']),
    s(['unique', 'a value twice'], ['a', 'a', 'b'], ['- unique: true', 'fail']),
    s(['not_null', 'a NULL'], ['a', N], ['- not_null: true', 'fail', { failing: 1 }]),
    s(['accepted_values', 'NULL is left alone'], ['a', N], ['- one_of: [a]', 'pass']),
    s(['accepted_values', 'letters of another case'], ['a', 'A'], ['- one_of: [a]', 'fail']),
    n(['relationships', 'NULL refers to nothing'], [1, N], ['- references: shop.rows.v', 'pass']),
    ab(
      ['relationships', 'two rows without a parent'],
      [
        [3, 4],
        [3, 5],
      ],
      ['- references: shop.others.a\n  column: a', 'fail', { failing: 2, others: one }],
    ),
    ab(
      ['singular test', 'a row'],
      [
        [1, 2],
        [3, 2],
      ],
      ['- sql: select * from shop.rows where a > b\n  name: a is the less', 'fail', { failing: 1 }],
    ),
    ab(['custom generic test', 'a predicate that is NULL'], [[1, N]], ['- holds: a >= b', 'pass', { differs: true }]),
    d(['source freshness', 'within the day'], ['2025-12-31', N], ['- freshness: { within: 24h }', 'pass']),
  ],
};

export const dbtUtils: Cases = {
  tool: 'dbt-utils',
  source: 'the SQL of dbt-labs/dbt-utils, macros/generic_tests',
  cases: [
    n(['accepted_range', 'both ends count, NULL passes'], [0, 10, N], ['- between: [0, 10]', 'pass']),
    n(['accepted_range', 'inclusive: false'], [0, 5], ['- between: { above: 0 }', 'fail', { failing: 1 }]),
    {
      ...{ test: 'accepted_range', title: 'a bound that is a column, and NULL', ...pairs, there: 'pass' },
      rows: [
        [1, 2],
        [2, 2],
        [3, N],
        [N, 1],
      ],
      check: '- compare: { at_most: b }\n  column: a',
    },
    {
      ...{ test: 'expression_is_true', title: 'NULL passes', ...pairs, there: 'pass', differs: true },
      rows: [
        [1, 1],
        [1, N],
      ],
      check: '- holds: a = b',
    },
    {
      ...{ test: 'expression_is_true', title: 'NULL passes where that is written', ...pairs, there: 'pass' },
      rows: [
        [1, 1],
        [1, N],
      ],
      check: '- holds: coalesce(a = b, true)',
    },
    n(['at_least_one', 'NULLs alone'], [N, N], ['- at_least_one: true', 'fail']),
    n(['not_constant', 'NULLs alone'], [N, N], ['- not_constant: true', 'pass']),
    n(['not_constant', 'one value and NULL'], [1, 1, N], ['- not_constant: true', 'fail']),
    s(['not_empty_string', 'blanks are trimmed, NULL passes'], [' ', N], ['- not_blank: true', 'fail', { failing: 1 }]),
    s(['not_empty_string', 'blanks count with trim_whitespace: false'], [' ', N], ["- none_of: ['']", 'pass']),
    n(['not_null_proportion', 'just the share'], [1, N], ['- null_share: { at_most: 50% }', 'pass']),
    n(['not_null_proportion', 'less than the share'], [1, N, N], ['- null_share: { at_most: 50% }', 'fail']),
    s(['not_accepted_values', 'NULL is left alone'], ['a', N], ['- none_of: [x]', 'pass']),
    n(['sequential_values', 'a repetition'], [1, 2, 2], ['- sequential: true', 'fail', { failing: 1 }]),
    n(['sequential_values', 'a hole'], [1, 3], ['- sequential: true', 'fail', { failing: 1 }]),
    n(['sequential_values', 'NULL is passed over'], [N, 1, 2], ['- sequential: true', 'pass']),
    {
      ...{ test: 'unique_combination_of_columns', title: 'NULLs equal each other', ...pairs, there: 'fail' },
      rows: [
        [1, N],
        [1, N],
      ],
      check: '- unique: { columns: [a, b], nulls: equal }',
    },
    {
      ...{ test: 'mutually_exclusive_ranges', title: 'one ends where the next begins', ...pairs, there: 'pass' },
      rows: [
        [0, 1],
        [1, 2],
        [3, 4],
      ],
      check: '- no_overlap: { from: a, to: b }',
    },
    {
      ...{ test: 'mutually_exclusive_ranges', title: 'gaps: not_allowed', ...pairs, there: 'fail', failing: 1 },
      rows: [
        [0, 1],
        [1, 2],
        [3, 4],
      ],
      check: '- no_overlap: { from: a, to: b, gaps: forbidden }',
    },
    {
      ...{ test: 'mutually_exclusive_ranges', title: 'gaps: required', ...pairs, there: 'fail', failing: 1 },
      rows: [
        [0, 1],
        [1, 2],
        [3, 4],
      ],
      check: '- no_overlap: { from: a, to: b, gaps: required }',
    },
    {
      ...{ test: 'mutually_exclusive_ranges', title: 'an end that is NULL', ...pairs, there: 'fail', differs: true },
      rows: [
        [0, 1],
        [1, N],
      ],
      check: '- no_overlap: { from: a, to: b }',
    },
    {
      ...{ test: 'mutually_exclusive_ranges', title: 'of no length', ...pairs, there: 'fail', failing: 1 },
      rows: [
        [0, 0],
        [1, 2],
      ],
      check: '- no_overlap: { from: a, to: b }',
    },
    d(['recency', 'no event at all'], [N], ['- freshness: { within: 1d }', 'pass', { differs: true }]),
    ab(
      ['equal_rowcount', 'one more'],
      [
        [1, 2],
        [3, 4],
      ],
      ['- row_count: { equals: { table: shop.others } }', 'fail', { others: one }],
    ),
    ab(
      ['fewer_rows_than', 'just as many'],
      [[3, 4]],
      [
        '- sql: select count(*) as here from shop.rows having count(*) >= (select count(*) from shop.others)\n  name: fewer',
        'fail',
        { others: one },
      ],
    ),
    ab(
      ['equality', 'the same rows'],
      [[1, 2]],
      ['- same_rows: { as: shop.others, columns: [a, b] }', 'pass', { others: one }],
    ),
    ab(
      ['equality', 'a row that stands there twice'],
      [
        [1, 2],
        [1, 2],
      ],
      ['- same_rows: { as: shop.others, columns: [a, b] }', 'pass', { differs: true, others: one }],
    ),
    ab(
      ['cardinality_equality', 'a value once more'],
      [
        [1, 2],
        [1, 3],
      ],
      ['- equal_cardinality: shop.others.a\n  column: a', 'fail', { others: one }],
    ),
    ab(
      ['relationships_where', 'an orphan that from_condition leaves out'],
      [
        [1, 2],
        [9, 0],
      ],
      ['- references: { columns: [a], to: shop.others }\n  where: b > 0', 'pass', { others: one }],
    ),
    ab(
      ['relationships_where', 'a parent that to_condition leaves out'],
      [[1, 2]],
      ['- references: { columns: [a], to: shop.others, where: b > 2 }', 'fail', { failing: 1, others: one }],
    ),
    ab(
      ['unique_where', 'a repetition that where leaves out'],
      [
        [1, 2],
        [1, 0],
      ],
      ['- unique: true\n  column: a\n  where: b > 0', 'pass'],
    ),
    ab(
      ['not_null_where', 'a NULL that where leaves out'],
      [
        [1, 2],
        [N, 0],
      ],
      ['- not_null: true\n  column: a\n  where: b > 0', 'pass'],
    ),
  ],
};
