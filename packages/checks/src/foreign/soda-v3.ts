import { type ForeignTool, later } from './foreign.ts';

const NULLS = 'NULL is missing, not invalid, in both. The percentage has all rows as its base in both.';
const AGGREGATE =
  'NULLs are left out, in both. < and > are below and above. Without any value Soda has no verdict and Assay fails.';

export const sodaV3: ForeignTool = {
  name: 'Soda v3 (SodaCL)',
  version: '3.5',
  tests: {
    row_count: {
      is: '- row_count: { at_least: 1, at_most: 1000 }',
      differs: 'Every table is asked for rows without being told to.',
    },
    avg: { is: '- aggregate: { of: avg(total), at_least: 5, at_most: 100 }', differs: AGGREGATE },
    avg_length: { is: '- aggregate: { of: avg(length(email)), at_least: 5 }', differs: AGGREGATE },
    duplicate_count: {
      is: '- unique: true\n  column: order_id',
      differs:
        'Soda counts values that stand there more than once, Assay the rows that hold them, so limits differ. NULL is left alone by both.',
    },
    duplicate_percent: {
      is: '- unique: true\n  column: email\n  error: "> 60%"',
      differs: 'Soda counts repeated values over all rows, Assay the rows that hold them over all rows.',
    },
    max: { is: '- aggregate: { of: max(total), at_most: 100 }', differs: AGGREGATE },
    max_length: {
      is: '- length: { at_most: 40 }\n  column: email',
      differs: 'Every text is judged, so the offenders are rows.',
    },
    min: { is: '- aggregate: { of: min(total), at_least: 1 }', differs: AGGREGATE },
    min_length: {
      is: '- length: { at_least: 5 }\n  column: email',
      differs: 'Every text is judged, so the offenders are rows.',
    },
    percentile: {
      is: '- quantiles: { 0.95: { at_most: 100 } }\n  column: total',
      differs:
        'Interpolated between two values here; there one of the values (percentile_disc). NULLs are left out, in both.',
    },
    stddev: {
      is: '- aggregate: { of: stddev(total), at_least: 1 }',
      differs: 'The deviation of a sample on both; Soda leaves the choice to the warehouse.',
    },
    stddev_pop: { is: '- aggregate: { of: stddev_pop(total), at_least: 1 }', differs: AGGREGATE },
    stddev_samp: { is: '- aggregate: { of: stddev_samp(total), at_least: 1 }', differs: AGGREGATE },
    sum: { is: '- aggregate: { of: sum(total), at_most: 1000 }', differs: AGGREGATE },
    variance: {
      is: '- aggregate: { of: var_samp(total), at_least: 1 }',
      differs: 'The variance of a sample; Soda leaves the choice to the warehouse.',
    },
    var_pop: { is: '- aggregate: { of: var_pop(total), at_least: 1 }', differs: AGGREGATE },
    var_samp: { is: '- aggregate: { of: var_samp(total), at_least: 1 }', differs: AGGREGATE },
    missing_count: {
      is: '- not_null: true\n  column: email\n  error: "> 2"',
      differs: 'A limit on the count; without one, none may be missing.',
    },
    missing_percent: {
      is: '- null_share: { at_most: 50% }\n  column: email',
      differs: 'All rows are the base in both.',
    },
    'missing values': {
      is: '- not_null: true\n  column: email\n- not_blank: [n/a, none]\n  column: email',
      differs: 'Placeholders are a check of their own; the case of their letters does not matter.',
    },
    'missing format': {
      is: "- holds: email is not null and not regexp_like(email, '^ *$')\n  name: no address is blank",
      differs: 'A format of missing values is a predicate.',
    },
    'missing regex': {
      is: "- holds: email is not null and not regexp_like(email, '^(N/A|-)$')\n  name: no address is a dash",
      differs: 'A pattern of missing values is a predicate.',
    },
    valid_count: {
      is: "- share: { of: status = 'paid', at_least: 50% }",
      differs: 'A share of rows instead of their number.',
    },
    invalid_count: { is: '- one_of: [open, paid]\n  column: status\n  error: "> 2"', differs: NULLS },
    invalid_percent: { is: '- one_of: [open, paid]\n  column: status\n  error: "> 2%"', differs: NULLS },
    'valid values': { is: '- one_of: [open, paid]\n  column: status', differs: NULLS },
    'invalid values': { is: '- none_of: [test, demo]\n  column: status', differs: NULLS },
    'valid format': {
      is: '- format: email\n  column: email',
      differs: `Forms that format does not know are written matches. ${NULLS}`,
    },
    'invalid format': {
      is: "- holds: email is null or not regexp_like(email, '^[0-9]+$')",
      differs: 'A form that values must not have is written as a pattern.',
    },
    'valid regex': {
      is: "- matches: '^[a-z]+@'\n  column: email",
      differs: `No lookaround and no back-references. ${NULLS}`,
    },
    'invalid regex': { is: "- matches: { none_of: ['[ &]'] }\n  column: email", differs: NULLS },
    'valid min': { is: '- between: { at_least: 0 }\n  column: total', differs: `The end counts in both. ${NULLS}` },
    'valid max': { is: '- between: { at_most: 100 }\n  column: total', differs: `The end counts in both. ${NULLS}` },
    'valid length': { is: '- length: 2\n  column: country', differs: NULLS },
    'valid min length': { is: '- length: { at_least: 2 }\n  column: country', differs: NULLS },
    'valid max length': { is: '- length: { at_most: 2 }\n  column: country', differs: NULLS },
    'include null': {
      is: '- one_of: [open, paid]\n  column: status\n- not_null: true\n  column: status',
      differs: 'NULL is a check of its own.',
    },
    freshness: {
      is: 'table: shop.orders\nfreshness: { within: 24h, column: placed_at }',
      differs: 'Counted back from the end of as_of at the gate, from the clock in audits; the end counts.',
    },
    'schema: when required column missing': { is: '- columns: { include: [order_id, total] }' },
    'schema: when forbidden column present': {
      is: '- columns: { exclude: [password] }',
      differs: 'Names without wildcards.',
    },
    'schema: when wrong column type': {
      is: '- column_types: { placed_on: date }',
      differs: 'Types are families (text, integer, decimal, …) or the exact type.',
    },
    'schema: when wrong column index': {
      is: '- columns: { in_order: [order_id, line, customer_id] }',
      differs: 'The order of all columns instead of the place of one.',
    },
    'schema: when mismatching columns': {
      is: '- columns: [order_id, line]\n- column_types: { order_id: integer, line: integer }',
      differs:
        'The list and the types are two checks. Types are families (text, integer, decimal, …) or the exact type.',
    },
    'schema: when schema changes': later('change'),
    'values in … must exist in': {
      is: '- references: shop.customers.customer_id\n  column: customer_id',
      differs:
        'NULL refers to nothing and passes, in both. Of several columns, a key that is NULL in some passes here and fails there.',
    },
    'values in … must not exist in': {
      is: '- absent_from: { columns: [voucher], of: shop.customers, keys: [email] }',
    },
    'row_count same as': {
      is: '- row_count: { equals: { table: shop.orders_copy } }',
      differs: 'Both tables lie in one warehouse.',
    },
    'failed rows: fail condition': {
      is: '- holds: total >= 0',
      differs: 'holds says what must be true, the fail condition what must not; NULL fails here.',
    },
    'failed rows: fail query': {
      is: '- sql: select order_id from shop.orders where total < 0\n  name: no order is negative',
    },
    'user-defined expression': {
      is: '- aggregate: { of: sum(total) - sum(net), at_least: 0, at_most: 100 }',
      differs: AGGREGATE,
    },
    'user-defined query': {
      is: '- sql: select sum(total) as total from shop.orders having sum(total) > 1000\n  name: orders stay below the limit',
      differs: 'The bound is part of the query.',
    },
    distribution_difference: later('drift'),
    'anomaly detection': later('anomaly'),
    'anomaly score': later('anomaly'),
    change: later('change'),
    'group by': {
      is: '- aggregate: { of: avg(total), at_least: 1, by: [status] }',
      differs: 'By columns or expressions; a group of NULLs is a group.',
    },
    'group evolution: when required group missing': {
      is: '- contains_all: [open, paid]\n  column: status',
      differs: 'The groups are the values of a column instead of the result of a query.',
    },
    'group evolution: when forbidden group present': {
      is: '- none_of: [test, demo]\n  column: status',
      differs: 'The groups are the values of a column instead of the result of a query; offenders are rows.',
    },
    'group evolution: when groups change': later('change'),
    'reconciliation: metric': {
      is: '- reconcile: { of: sum(total), within: 1%, equals: { table: shop.orders_copy } }',
      differs: 'Both tables lie in one warehouse.',
    },
    'reconciliation: rows': {
      is: '- same_rows: { as: shop.orders_copy, columns: [order_id, line, total] }',
      differs:
        'Rows are compared whole, as often as they stand there; with `by:` they are matched by key columns. Both tables lie in one warehouse.',
    },
    'reconciliation: schema': {
      is: '- column_count: { equals: { table: shop.orders_copy } }',
      differs: 'The number of columns; names and types are written out with columns and column_types.',
    },
    'for each dataset': {
      not: 'repeats checks for many tables; a contract speaks of one table, and `_defaults.yml` gives many the same owner and tags',
    },
    'for each column': { not: 'repeats checks for many columns; a YAML anchor repeats options in one contract' },
    filter: { is: "- not_null: true\n  column: email\n  where: status = 'paid'" },
    'check template': { not: 'a query that many checks share; a check of the kind `sql` stands for itself' },
    'warn and fail alerts': {
      is: '- not_null: true\n  column: email\n  warn: "> 0"\n  error: "> 2"',
      differs: 'Limits count failing rows, or their share.',
    },
  },
};
