import type { ForeignTool } from './foreign.ts';

export const dbtCore: ForeignTool = {
  name: 'dbt core',
  version: '1.11',
  tests: {
    unique: {
      is: '- unique: true\n  column: order_id',
      differs: 'Both leave NULL alone. dbt counts repeated keys, Assay the rows that hold them, so limits differ.',
    },
    not_null: { is: '- not_null: true\n  column: order_id' },
    accepted_values: {
      is: '- one_of: [open, paid]\n  column: status',
      differs: 'Both leave NULL alone. dbt counts unexpected values, Assay the rows that hold them, so limits differ.',
    },
    relationships: { is: '- references: shop.customers.customer_id\n  column: customer_id' },
    'singular test': {
      is: '- sql: select order_id from shop.orders where total < 0\n  name: no order is negative',
      differs: 'Tables are named with their schema instead of ref(); there is no Jinja.',
    },
    'custom generic test': {
      is: '- holds: total >= net\n  name: tax is never negative',
      differs: 'A predicate becomes holds, in which NULL fails; anything else becomes sql or a kind of its own.',
    },
    'unit test': {
      not: 'tests a model over invented rows, not the data; models are tested where they are written, not in contracts',
    },
    'source freshness': {
      is: 'table: shop.orders\nfreshness: { within: 24h, column: placed_at }',
      differs: 'Counted back from the end of as_of at the gate, from the clock in audits; without an event it fails.',
    },
  },
};
