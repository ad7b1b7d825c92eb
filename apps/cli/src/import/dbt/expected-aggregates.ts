import * as z from 'zod';
import { Untranslatable } from './dbt-test.ts';
import { endsOf, groupsOf, rows, shared } from './expectation-args.ts';
import { nameOf, type Site, type Translation, type Translator, taking } from './translation.ts';

const { row_condition, group_by } = shared;
const bounds = z.strictObject(shared);
const count = z.strictObject({ value: z.int(), quote_values: z.boolean().nullish(), group_by, row_condition });

type Around = Pick<z.infer<typeof bounds>, 'group_by' | 'row_condition'>;

const aggregate = (of: string, ends: Readonly<Record<string, number>>, around: Around): Translation => {
  const by = groupsOf(around.group_by);
  if (Object.keys(ends).length === 0) throw new Untranslatable('it has no bound');
  const options = { of, ...ends, ...(by ? { by } : {}) };
  return { checks: [{ kind: 'aggregate', options }], where: rows(around.row_condition), counts: true };
};

const bounded = (of: (value: string) => string): Translator =>
  taking(bounds, (args, site) => aggregate(of(site.value()), endsOf(args), args));

const distinct = (end: 'equals' | 'above' | 'below'): Translator =>
  taking(count, ({ value, ...around }, site) => aggregate(`count(distinct ${site.value()})`, { [end]: value }, around));

const sums = (columns: readonly string[]): string => columns.map((column) => `sum(${nameOf(column)})`).join(' + ');

/** Expectations of aggregates of one column, or of several. */
export const expectedAggregates: Readonly<Record<string, Translator>> = {
  expect_column_max_to_be_between: bounded((value) => `max(${value})`),
  expect_column_mean_to_be_between: bounded((value) => `avg(${value})`),
  expect_column_median_to_be_between: bounded((value) => `median(${value})`),
  expect_column_min_to_be_between: bounded((value) => `min(${value})`),
  expect_column_stdev_to_be_between: bounded((value) => `stddev(${value})`),
  expect_column_sum_to_be_between: bounded((value) => `sum(${value})`),
  expect_column_unique_value_count_to_be_between: bounded((value) => `count(distinct ${value})`),
  expect_column_proportion_of_unique_values_to_be_between: bounded(
    (value) => `cast(try_divide(count(distinct ${value}), count(${value})) as decimal(38,10))`,
  ),
  expect_column_quantile_values_to_be_between: taking(
    z.strictObject({ ...shared, quantile: z.number().min(0).max(1) }),
    ({ quantile, ...args }, site) => aggregate(`percentile(${site.value()}, ${quantile})`, endsOf(args), args),
  ),
  expect_column_distinct_count_to_equal: distinct('equals'),
  expect_column_distinct_count_to_be_greater_than: distinct('above'),
  expect_column_distinct_count_to_be_less_than: distinct('below'),
  expect_column_distinct_count_to_equal_other_table: taking(
    z.strictObject({
      compare_model: z.string().nullish(),
      compare_column_name: z.string().nullish(),
      compare_row_condition: z.string().nullish(),
      row_condition,
    }),
    ({ compare_model, compare_column_name, compare_row_condition, row_condition: condition }, site) => {
      const there = rows(compare_row_condition);
      const equals = {
        table: compare_model ? site.tableOf(compare_model) : site.table,
        of: `count(distinct ${nameOf(compare_column_name ?? site.column())})`,
        ...(there ? { where: there } : {}),
      };
      return {
        checks: [{ kind: 'reconcile', options: { of: `count(distinct ${site.column()})`, equals } }],
        where: rows(condition),
      };
    },
  ),
  expect_multicolumn_sum_to_equal: taking(
    z.strictObject({
      column_list: z.array(z.string()).min(1),
      sum_total: z.union([z.number(), z.string()]),
      group_by,
      row_condition,
    }),
    ({ column_list, sum_total, ...around }) =>
      typeof sum_total === 'number'
        ? aggregate(sums(column_list), { equals: sum_total }, around)
        : aggregate(`${sums(column_list)} - sum(${nameOf(sum_total)})`, { equals: 0 }, around),
  ),
  expect_multicolumn_sum_to_be_between: taking(
    z.strictObject({ ...shared, column_list: z.array(z.string()).min(1) }),
    ({ column_list, ...args }) => aggregate(sums(column_list), endsOf(args), args),
  ),
  expect_column_values_to_be_within_n_stdevs: taking(
    z.strictObject({ group_by, sigma_threshold: z.number().nullish() }),
    ({ group_by: given, sigma_threshold }, site: Site) => {
      const by = groupsOf(given);
      if (!by) throw new Untranslatable('without group_by one sum is compared with itself, which never fails');
      const value = site.value();
      const figures = `sum(${value}) as total, avg(sum(${value})) over () as mean, stddev(sum(${value})) over () as deviation`;
      return {
        checks: [
          {
            sql: (from) =>
              `select * from (select ${by.join(', ')}, ${figures} from ${from} group by ${by.join(', ')}) sums where abs(total - mean) > ${sigma_threshold ?? 3} * deviation and deviation > 0`,
          },
        ],
        counts: true,
      };
    },
  ),
};
