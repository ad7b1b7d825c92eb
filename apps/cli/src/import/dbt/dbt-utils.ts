import * as z from 'zod';
import { notNull, unique } from './built-in.ts';
import { Untranslatable } from './dbt-test.ts';
import { repeatedKeys } from './keys.ts';
import { period, within } from './periods.ts';
import { range } from './range.ts';
import { expression, listed, nameOf, scalar, type Translator, taking } from './translation.ts';

const names = z.array(z.string()).optional();
const groups = (given: readonly string[] | undefined): readonly string[] | undefined =>
  given && given.length > 0 ? given.map(nameOf) : undefined;

const percent = (share: number): string => `${Number((share * 100).toFixed(6))}%`;

const bound = z.union([z.string(), z.number()]).optional();

/** The generic tests of dbt-utils. */
export const dbtUtils: Readonly<Record<string, Translator>> = {
  equal_rowcount: taking(
    z.strictObject({ compare_model: z.string(), group_by_columns: names }),
    ({ compare_model, group_by_columns }, site) => {
      const table = site.tableOf(compare_model);
      const by = groups(group_by_columns);
      return by
        ? { checks: [{ kind: 'reconcile', options: { of: 'count(*)', by, equals: { table, by } } }], counts: true }
        : { checks: [{ kind: 'row_count', options: { equals: { table } } }] };
    },
  ),
  fewer_rows_than: taking(z.strictObject({ compare_model: z.string() }), ({ compare_model }, site) => ({
    checks: [
      {
        sql: (from) =>
          `select count(*) as n_records from ${from} having count(*) >= (select count(*) from ${site.tableOf(compare_model)})`,
      },
    ],
  })),
  equality: taking(
    z.strictObject({ compare_model: z.string(), compare_columns: z.array(z.string()).nullish() }),
    ({ compare_model, compare_columns }, site) => {
      const as = site.tableOf(compare_model);
      if (!compare_columns) return { checks: [{ kind: 'same_rows', options: { as } }] };
      const columns = compare_columns.map(nameOf);
      const of = columns.join(', ');
      return {
        checks: [{ kind: 'same_rows', options: { as, columns } }],
        exact: (from) =>
          `(select ${of} from ${from} except select ${of} from ${as}) union all (select ${of} from ${as} except select ${of} from ${from})`,
      };
    },
  ),
  expression_is_true: taking(z.strictObject({ expression: z.string() }), ({ expression: said }, site) => ({
    checks: [
      {
        kind: 'holds',
        options: `coalesce(${expression(site.test.column === null ? said : `${site.value()} ${said}`)}, true)`,
      },
    ],
    counts: true,
  })),
  recency: taking(
    z.strictObject({
      field: z.string(),
      datepart: z.string(),
      interval: z.number().positive(),
      group_by_columns: names,
      ignore_time_component: z.boolean().optional(),
    }),
    ({ field, datepart, interval, group_by_columns }) => {
      const by = groups(group_by_columns);
      const options = { within: within(datepart, interval), ...(by ? { by } : {}) };
      return { checks: [{ kind: 'freshness', options, column: nameOf(field) }] };
    },
  ),
  at_least_one: taking(z.strictObject({ group_by_columns: names }), ({ group_by_columns }, site) => {
    const by = groups(group_by_columns);
    return { checks: [{ kind: 'at_least_one', options: by ? { by } : true, column: site.column() }] };
  }),
  not_constant: taking(z.strictObject({ group_by_columns: names }), ({ group_by_columns }, site) => {
    const by = groups(group_by_columns);
    return { checks: [{ kind: 'not_constant', options: by ? { by } : true, column: site.column() }] };
  }),
  not_empty_string: taking(
    z.strictObject({ trim_whitespace: z.boolean().optional() }),
    ({ trim_whitespace }, site) => ({
      checks: [
        trim_whitespace === false
          ? { kind: 'none_of', options: [''], column: site.column() }
          : { kind: 'not_blank', options: true, column: site.column() },
      ],
      counts: true,
    }),
  ),
  cardinality_equality: taking(z.strictObject({ field: z.string(), to: z.string() }), ({ field, to }, site) => ({
    checks: [{ kind: 'equal_cardinality', options: `${site.tableOf(to)}.${nameOf(field)}`, column: site.column() }],
  })),
  not_null_proportion: taking(
    z.strictObject({ at_least: z.number(), at_most: z.number().optional(), group_by_columns: names }),
    ({ at_least, at_most = 1, group_by_columns }, site) => {
      const by = groups(group_by_columns);
      const options = {
        ...(at_most < 1 ? { at_least: percent(1 - at_most) } : {}),
        at_most: percent(1 - at_least),
        ...(by ? { by } : {}),
      };
      return { checks: [{ kind: 'null_share', options, column: site.column() }] };
    },
  ),
  not_accepted_values: taking(
    z.strictObject({ values: z.array(scalar).min(1), quote: z.boolean().optional() }),
    ({ values, quote }, site) => ({
      checks: [{ kind: 'none_of', options: listed(values, quote), column: site.column() }],
    }),
  ),
  relationships_where: taking(
    z.strictObject({
      to: z.string(),
      field: z.string(),
      from_condition: z.string().optional(),
      to_condition: z.string().optional(),
    }),
    ({ to, field, from_condition = '1=1', to_condition = '1=1' }, site) => {
      const table = site.tableOf(to);
      const key = nameOf(field);
      const column = site.column();
      const where = from_condition === '1=1' ? undefined : expression(from_condition);
      if (to_condition === '1=1')
        return { checks: [{ kind: 'references', options: `${table}.${key}`, column }], where, counts: true };
      const options = { columns: [column], to: table, keys: [key], where: expression(to_condition) };
      return { checks: [{ kind: 'references', options }], where, counts: true };
    },
  ),
  mutually_exclusive_ranges: taking(
    z.strictObject({
      lower_bound_column: z.string(),
      upper_bound_column: z.string(),
      partition_by: z.string().nullish(),
      gaps: z.enum(['allowed', 'not_allowed', 'required']).optional(),
      zero_length_range_allowed: z.boolean().optional(),
    }),
    ({ lower_bound_column, upper_bound_column, partition_by, gaps, zero_length_range_allowed }) => {
      const [from, to] = [nameOf(lower_bound_column), nameOf(upper_bound_column)];
      const options = {
        ...{ from, to },
        ...(partition_by ? { by: partition_by.split(',').map(nameOf) } : {}),
        ...(gaps && gaps !== 'allowed' ? { gaps: gaps === 'required' ? gaps : 'forbidden' } : {}),
        ...(zero_length_range_allowed ? { empty: 'allowed' } : {}),
      };
      return {
        checks: [
          { kind: 'no_overlap', options },
          { kind: 'not_null', options: true, column: to },
        ],
      };
    },
  ),
  sequential_values: taking(
    z.strictObject({ interval: z.number().optional(), datepart: z.string().nullish(), group_by_columns: names }),
    ({ interval = 1, datepart, group_by_columns }, site) => {
      const by = groups(group_by_columns);
      const column = site.column();
      if (!datepart)
        return {
          checks: [
            {
              ...{ kind: 'sequential', column },
              options:
                interval === 1 && !by ? true : { ...(interval === 1 ? {} : { step: interval }), ...(by ? { by } : {}) },
            },
          ],
          counts: true,
        };
      if (interval !== 1) throw new Untranslatable('no_gaps asks for every period, not for every so many');
      const every = period(datepart);
      return { checks: [{ kind: 'no_gaps', options: by ? { every, by } : every, column }] };
    },
  ),
  unique_combination_of_columns: taking(
    z.strictObject({ combination_of_columns: z.array(z.string()).min(1), quote_columns: z.boolean().optional() }),
    ({ combination_of_columns }) => {
      const columns = combination_of_columns.map(nameOf);
      return {
        checks: [{ kind: 'unique', options: { columns, nulls: 'equal' } }],
        exact: repeatedKeys(columns),
      };
    },
  ),
  accepted_range: taking(
    z.strictObject({ min_value: bound, max_value: bound, inclusive: z.boolean().optional() }),
    ({ min_value, max_value, inclusive = true }, site) =>
      range(
        {
          ...(min_value === undefined ? {} : { low: min_value }),
          ...(max_value === undefined ? {} : { high: max_value }),
          strictly: !inclusive,
        },
        site.column(),
      ),
  ),
  unique_where: unique,
  not_null_where: notNull,
};
