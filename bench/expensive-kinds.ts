/** A kind that cannot share the pass of the others, and the same asked by hand. */
export interface Expensive {
  readonly kind: string;
  /** The list entry of `checks:` on `shop.lines`. */
  readonly check: string;
  /** One statement whose only figure is the number of offenders. */
  readonly bare: string;
}

const QUANTILES = '[0.5, 0.95, 0.99]';

export const EXPENSIVE: readonly Expensive[] = [
  {
    kind: 'same_rows',
    check: '- same_rows: { as: shop.copy }',
    bare: 'select count(*) from ((from shop.lines except all from shop.copy) union all (from shop.copy except all from shop.lines))',
  },
  {
    kind: 'reconcile',
    check: '- reconcile: { of: sum(price), by: [customer_id], equals: { table: shop.copy } }',
    bare: `select count(*) from (select customer_id, sum(price) as v from shop.lines group by 1) a
      full join (select customer_id, sum(price) as v from shop.copy group by 1) b using (customer_id)
      where coalesce(a.v, 0) <> coalesce(b.v, 0)`,
  },
  {
    kind: 'quantiles',
    check: '- quantiles: { 0.5: [400, 600], 0.95: [900, 1000], 0.99: [980, 1010] }\n    column: price',
    bare: `select (not q[1] between 400 and 600)::int + (not q[2] between 900 and 1000)::int + (not q[3] between 980 and 1010)::int
      from (select quantile_cont(price::double, ${QUANTILES}) as q from shop.lines)`,
  },
  {
    kind: 'no_overlap',
    check: '- no_overlap: { from: ordered_at, to: closed_at, by: [customer_id] }',
    bare: `select count(*) from (select ordered_at, closed_at, lead(ordered_at) over (partition by customer_id order by ordered_at) as next
      from shop.lines) where next < closed_at or ordered_at >= closed_at`,
  },
  {
    kind: 'outliers',
    check: '- outliers: { method: mad, beyond: 12 }\n    column: price',
    bare: `select count(*) from shop.lines, (select median(price) as m, 1.4826 * mad(price::double) as d from shop.lines)
      where abs(price - m) >= 12 * d`,
  },
  {
    kind: 'determines',
    check: '- determines: { columns: [line_key], decides: customer_id }',
    bare: `select count(*) from (select line_key from shop.lines group by line_key
      having min(customer_id) <> max(customer_id))`,
  },
];

export const contractOf = ({ check }: Expensive): string => `table: shop.lines\nchecks:\n  ${check}\n`;
