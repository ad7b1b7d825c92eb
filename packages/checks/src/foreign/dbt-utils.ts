import type { ForeignTool } from './foreign.ts';

export const dbtUtils: ForeignTool = {
  name: 'dbt-utils',
  version: '1.3',
  tests: {
    equal_rowcount: {
      is: '- row_count: { equals: { table: shop.orders_copy } }',
      differs: 'With group_by_columns write reconcile with `of: count(*)` and `by:`.',
    },
    fewer_rows_than: {
      is: '- sql: select count(*) as orders from shop.orders having count(*) >= (select 2 * count(*) from shop.orders_copy)\n  name: fewer rows than twice the copy',
    },
    equality: {
      is: '- same_rows: { as: shop.orders_copy, columns: [order_id, line, total] }',
      differs: 'dbt-utils compares sets; Assay also counts a row that stands there twice as different.',
    },
    expression_is_true: {
      is: '- holds: total = net + tax',
      differs: 'dbt-utils lets NULL pass; here it fails. Write coalesce(…, true) to let it pass.',
    },
    recency: {
      is: '- freshness: { within: 1d }\n  column: placed_at',
      differs:
        'Counted back from the end of as_of at the gate, from the clock in audits. Without an event it fails; dbt-utils passes. group_by_columns is `by:`.',
    },
    at_least_one: {
      is: '- at_least_one: true\n  column: email',
      differs: 'With group_by_columns (here `by:`) every group is asked; dbt-utils looks at one row that has a value.',
    },
    not_constant: {
      is: '- not_constant: true\n  column: country',
      differs: 'A column of NULLs alone passes in both.',
    },
    not_empty_string: {
      is: '- not_blank: true\n  column: email',
      differs: 'With trim_whitespace: false write none_of with an empty text.',
    },
    cardinality_equality: {
      is: '- equal_cardinality: shop.customers.customer_id\n  column: customer_id',
      differs: 'NULL is a value in both. dbt-utils lists a value once a side, Assay once.',
    },
    not_null_proportion: {
      is: '- null_share: { at_most: 50% }\n  column: email',
      differs: 'The share that is missing instead of the share that is there; the end counts in both.',
    },
    not_accepted_values: { is: '- none_of: [test, demo]\n  column: status' },
    relationships_where: {
      is: '- references: { columns: [customer_id], to: shop.customers, keys: [customer_id], where: country is not null }\n  where: placed_on < :as_of',
      differs: 'from_condition is where beside the kind, to_condition where inside it.',
    },
    mutually_exclusive_ranges: {
      is: '- no_overlap: { from: placed_at, to: shipped_at, by: [order_id, line] }',
      differs:
        'A NULL end is open here and an error there. `gaps: not_allowed` is `gaps: forbidden`, zero_length_range_allowed `empty: allowed`.',
    },
    sequential_values: {
      is: '- sequential: { by: [order_id] }\n  column: line',
      differs: 'For dates write no_gaps, which lets a day stand twice.',
    },
    unique_combination_of_columns: {
      is: '- unique: { columns: [order_id, line], nulls: equal }',
      differs:
        'dbt-utils counts repeated keys, Assay the rows that hold them. Without `nulls: equal` a key with a NULL is no key.',
    },
    accepted_range: {
      is: '- between: { at_least: 0, at_most: 100 }\n  column: total',
      differs:
        '`inclusive: false` is above and below. A bound that is a column is written compare. NULL passes in both.',
    },
    unique_where: { is: "- unique: true\n  column: email\n  where: status = 'open'" },
    not_null_where: { is: "- not_null: true\n  column: email\n  where: status = 'paid'" },
  },
};
