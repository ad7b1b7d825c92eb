import * as z from 'zod';
import { listed, literal, nameOf, scalar, type Translator, taking } from './translation.ts';

const none = z.strictObject({});
const NAME = /^["`]?[A-Za-z_]\w*["`]?$/;

const repeated = (value: string) => (from: string) =>
  `select ${value} as unique_field, count(*) as n_records from ${from} where ${value} is not null group by ${value} having count(*) > 1`;

export const notNull = taking(none, (_, site) =>
  NAME.test(site.value())
    ? { checks: [{ kind: 'not_null', options: true, column: site.column() }], counts: true }
    : { checks: [{ kind: 'holds', options: `(${site.value()}) is not null` }], counts: true },
);

export const unique = taking(none, (_, site) => {
  const exact = repeated(site.value());
  return NAME.test(site.value())
    ? { checks: [{ kind: 'unique', options: true, column: site.column() }], exact }
    : { checks: [{ sql: exact }], counts: true };
});

export const oneOf = (values: readonly (string | number | boolean)[], column: string) => ({
  checks: [{ kind: 'one_of', options: values, column }],
  exact: (from: string) =>
    `select ${column} as value_field, count(*) as n_records from ${from} where ${column} not in (${values.map(literal).join(', ')}) group by ${column}`,
});

/** The four tests that dbt brings along. */
export const builtIn: Readonly<Record<string, Translator>> = {
  not_null: notNull,
  unique,
  accepted_values: taking(
    z.strictObject({ values: z.array(scalar).min(1), quote: z.boolean().optional() }),
    ({ values, quote }, site) => oneOf(listed(values, quote), site.column()),
  ),
  relationships: taking(z.strictObject({ to: z.string(), field: z.string() }), ({ to, field }, site) => ({
    checks: [{ kind: 'references', options: `${site.tableOf(to)}.${nameOf(field)}`, column: site.column() }],
    counts: true,
  })),
};
