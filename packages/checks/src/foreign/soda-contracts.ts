import type { ForeignTool } from './foreign.ts';

const NULLS = 'NULL is missing, not invalid, in both.';
const AGGREGATE =
  'NULLs are left out, in both. must_be_greater_than is above, must_be_less_than below. Without any value Soda has no verdict and Assay fails.';
const DECIMAL = "- column_types: { total: 'decimal(18,2)' }";
const EXACT = 'The exact type carries precision and scale.';
const THRESHOLD = 'A threshold of `metric: percent` is a limit such as `error: "> 1%"`.';

export const sodaContracts: ForeignTool = {
  name: 'Soda v4 (contracts)',
  version: '4.28',
  tests: {
    row_count: { is: '- row_count: { at_least: 1 }', differs: 'Every table is asked for rows without being told to.' },
    schema: {
      is: '- columns: { in_order: [order_id, line, customer_id] }\n- column_types: { order_id: integer }',
      differs:
        'Columns that the contract of Soda marks as optional are left out of the list. Types are families or the exact type.',
    },
    freshness: {
      is: 'table: shop.orders\nfreshness: { within: 24h, column: placed_at }',
      differs: 'Counted back from the end of as_of at the gate, from the clock in audits; the end counts.',
    },
    duplicate: {
      is: '- unique: { columns: [order_id, line], nulls: equal }',
      differs:
        'Soda counts rows less distinct values, Assay the rows that share their key, so limits differ. NULLs equal each other in both; of one column (`unique: true`) they are left alone by both.',
    },
    failed_rows: {
      is: '- sql: select order_id from shop.orders where total < 0\n  name: no order is negative',
      differs: 'An expression of failed rows is holds of its opposite, in which NULL fails.',
    },
    metric: {
      is: '- aggregate: { of: sum(total) - sum(net), at_least: 0, at_most: 100 }',
      differs: 'A query of its own is sql with the bound inside.',
    },
    missing: { is: '- not_null: true\n  column: status', differs: THRESHOLD },
    invalid: { is: '- one_of: [open, paid]\n  column: status', differs: `${NULLS} ${THRESHOLD}` },
    aggregate: { is: '- aggregate: { of: avg(total), at_least: 5, at_most: 100 }', differs: AGGREGATE },
    'missing: missing_values': {
      is: '- not_null: true\n  column: email\n- not_blank: [n/a, none]\n  column: email',
      differs: 'Placeholders are a check of their own; the case of their letters does not matter.',
    },
    'missing: missing_format': {
      is: "- holds: email is not null and not regexp_like(email, '^ *$')\n  name: no address is blank",
      differs: 'A format of missing values is a predicate.',
    },
    'invalid: valid_values': { is: '- one_of: [open, paid]\n  column: status', differs: NULLS },
    'invalid: valid_format': {
      is: "- matches: '^[a-z]+@'\n  column: email",
      differs: `A named form is the kind format, where it knows it. ${NULLS}`,
    },
    'invalid: invalid_values': { is: '- none_of: [test, demo]\n  column: status', differs: NULLS },
    'invalid: invalid_format': { is: "- matches: { none_of: ['[ &]'] }\n  column: email", differs: NULLS },
    'invalid: valid_length': { is: '- length: 2\n  column: country', differs: NULLS },
    'invalid: valid_min_length': { is: '- length: { at_least: 2 }\n  column: country', differs: NULLS },
    'invalid: valid_max_length': { is: '- length: { at_most: 2 }\n  column: country', differs: NULLS },
    'invalid: valid_min': {
      is: '- between: { at_least: 0 }\n  column: total',
      differs: `The end counts in both. ${NULLS}`,
    },
    'invalid: valid_max': {
      is: '- between: { at_most: 100 }\n  column: total',
      differs: `The end counts in both. ${NULLS}`,
    },
    'invalid: valid_reference_data': {
      is: '- references: shop.customers.customer_id\n  column: customer_id',
      differs: NULLS,
    },
    'aggregate: avg': { is: '- aggregate: { of: avg(total), at_least: 5, at_most: 100 }', differs: AGGREGATE },
    'aggregate: sum': { is: '- aggregate: { of: sum(total), at_most: 1000 }', differs: AGGREGATE },
    'aggregate: min': { is: '- aggregate: { of: min(total), at_least: 1 }', differs: AGGREGATE },
    'aggregate: max': { is: '- aggregate: { of: max(total), at_most: 100 }', differs: AGGREGATE },
    'aggregate: minLength': { is: '- aggregate: { of: min(length(email)), at_least: 5 }', differs: AGGREGATE },
    'aggregate: maxLength': { is: '- aggregate: { of: max(length(email)), at_most: 40 }', differs: AGGREGATE },
    'aggregate: avgLength': { is: '- aggregate: { of: avg(length(email)), at_least: 5 }', differs: AGGREGATE },
    'schema: allow_extra_columns': { is: '- columns: { include: [order_id, total] }' },
    'schema: allow_other_column_order': { is: '- columns: [order_id, line, customer_id]' },
    'column: data_type': {
      is: '- column_types: { placed_on: date }',
      differs: 'Types are families (text, integer, decimal, …) or the exact type.',
    },
    'column: character_maximum_length': {
      is: '- length: { at_most: 40 }\n  column: email',
      differs: 'The texts are judged instead of the type that was declared for them.',
    },
    'column: numeric_precision': { is: DECIMAL, differs: EXACT },
    'column: numeric_scale': { is: DECIMAL, differs: EXACT },
    'column: datetime_precision': {
      is: '- column_types: { placed_at: timestamp }',
      differs: 'The exact type says it where a warehouse has several, such as timestamp_ms.',
    },
    'column: optional': { not: 'a column that may be missing; a contract speaks of columns that are there' },
    threshold: {
      is: '- not_null: true\n  column: email\n  warn: "> 0"\n  error: "> 2"',
      differs: 'Limits count failing rows, or their share; a level is severity.',
    },
    filter: { is: "- not_null: true\n  column: email\n  where: status = 'paid'" },
    'reconciliation: metric diff': {
      is: '- reconcile: { of: sum(total), within: 1%, equals: { table: shop.orders_copy } }',
      differs: 'Both tables lie in one warehouse.',
    },
    'reconciliation: rows diff': {
      is: '- same_rows: { as: shop.orders_copy, columns: [order_id, line, total] }',
      differs: 'Rows are compared whole, as often as they stand there; with `by:` they are matched by key columns.',
    },
    group_by: {
      is: '- aggregate: { of: avg(total), at_least: 1, by: [status] }',
      differs: 'By columns or expressions; a group of NULLs is a group.',
    },
  },
};
