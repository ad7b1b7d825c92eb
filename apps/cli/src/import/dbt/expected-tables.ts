import { z } from 'zod';
import { period, repeatedKeys, within } from './dbt-utils.ts';
import { groupsOf, rows, shared } from './expectation-args.ts';
import { both, expression, listed, nameOf, scalar, type Translation, type Translator, taking } from './translation.ts';

const { row_condition, group_by, strictly } = shared;
const ignore_row_if = z.enum(['all_values_are_missing', 'any_value_is_missing', 'never']).nullish();
const columns = z.strictObject({
  ...{ ignore_row_if, row_condition },
  column_list: z.array(z.string()).min(1),
  quote_columns: z.boolean().nullish(),
});
const compared = {
  ...{ row_condition, group_by },
  compare_model: z.string(),
  compare_group_by: group_by,
  compare_row_condition: z.string().nullish(),
};

const present = (names: readonly string[], word: 'and' | 'or'): string =>
  names.map((name) => `${name} is not null`).join(` ${word} `);

type Compared = z.infer<z.ZodObject<typeof compared>>;

const reconciled = (
  { of, there, tolerance }: { of: string; there: string; tolerance?: number | string | undefined },
  { group_by: groups, compare_group_by, compare_row_condition, row_condition: condition }: Compared,
  table: string,
): Translation => {
  const by = groupsOf(groups);
  const where = rows(compare_row_condition ?? condition);
  const equals = {
    table,
    ...(there === of ? {} : { of: there }),
    ...(by ? { by: groupsOf(compare_group_by) ?? by } : {}),
    ...(where ? { where } : {}),
  };
  const options = { of, ...(by ? { by } : {}), ...(tolerance === undefined ? {} : { within: tolerance }), equals };
  return { checks: [{ kind: 'reconcile', options }], where: rows(condition), counts: true };
};

const counted = (
  bounds: Readonly<Record<string, number | undefined>>,
  around: { group_by?: unknown; row_condition?: unknown },
) => {
  const { group_by: groups, row_condition: condition } = around as Pick<Compared, 'group_by' | 'row_condition'>; // read by the same shapes
  const by = groupsOf(groups);
  return {
    checks: [
      by ? { kind: 'aggregate', options: { of: 'count(*)', ...bounds, by } } : { kind: 'row_count', options: bounds },
    ],
    where: rows(condition),
  };
};

/** Expectations of whole tables, and of several columns of a row. */
export const expectedTables: Readonly<Record<string, Translator>> = {
  expect_table_row_count_to_equal: taking(
    z.strictObject({ value: z.int(), group_by, row_condition }),
    ({ value, ...around }) => counted({ equals: value }, around),
  ),
  expect_table_row_count_to_be_between: taking(
    z.strictObject({
      ...{ group_by, row_condition, strictly },
      min_value: z.int().nullish(),
      max_value: z.int().nullish(),
    }),
    ({ min_value, max_value, strictly: strict, ...around }) => {
      const inside = strict ? 1 : 0;
      const least = min_value === null || min_value === undefined ? {} : { at_least: min_value + inside };
      const most = max_value === null || max_value === undefined ? {} : { at_most: max_value - inside };
      return counted({ ...least, ...most }, around);
    },
  ),
  expect_table_row_count_to_equal_other_table: taking(
    z.strictObject({ ...compared, factor: z.number().nullish() }),
    ({ factor, ...args }, site) => {
      const table = site.tableOf(args.compare_model);
      const condition = rows(args.compare_row_condition ?? args.row_condition);
      if ((factor ?? 1) === 1 && !groupsOf(args.group_by))
        return {
          checks: [{ kind: 'row_count', options: { equals: { table, ...(condition ? { where: condition } : {}) } } }],
          where: rows(args.row_condition),
        };
      return reconciled({ of: 'count(*)', there: factor ? `${factor} * count(*)` : 'count(*)' }, args, table);
    },
  ),
  expect_table_row_count_to_equal_other_table_times_factor: taking(
    z.strictObject({ ...compared, factor: z.number() }),
    ({ factor, ...args }, site) =>
      reconciled({ of: 'count(*)', there: `${factor} * count(*)` }, args, site.tableOf(args.compare_model)),
  ),
  expect_table_aggregation_to_equal_other_table: taking(
    z.strictObject({
      ...compared,
      expression: z.string(),
      compare_expression: z.string().nullish(),
      tolerance: z.number().nullish(),
      tolerance_percent: z.number().nullish(),
    }),
    ({ expression: said, compare_expression, tolerance, tolerance_percent, ...args }, site) => {
      const percent = tolerance_percent ? `${Number((tolerance_percent * 100).toFixed(6))}%` : undefined;
      return reconciled(
        {
          of: expression(said),
          there: expression(compare_expression ?? said),
          tolerance: tolerance ? tolerance : percent,
        },
        args,
        site.tableOf(args.compare_model),
      );
    },
  ),
  expect_row_values_to_have_recent_data: taking(
    z.strictObject({ datepart: z.string(), interval: z.number().positive(), row_condition }),
    ({ datepart, interval, row_condition: condition }, site) => ({
      checks: [{ kind: 'freshness', options: { within: within(datepart, interval) }, column: site.column() }],
      where: rows(condition),
    }),
  ),
  expect_grouped_row_values_to_have_recent_data: taking(
    z.strictObject({
      ...{ group_by, row_condition },
      timestamp_column: z.string(),
      datepart: z.string(),
      interval: z.number().positive(),
    }),
    ({ group_by: groups, timestamp_column, datepart, interval, row_condition: condition }) => {
      const by = groupsOf(groups);
      const options = { within: within(datepart, interval), ...(by ? { by } : {}) };
      return { checks: [{ kind: 'freshness', options, column: nameOf(timestamp_column) }], where: rows(condition) };
    },
  ),
  expect_row_values_to_have_data_for_every_n_datepart: taking(
    z.strictObject({
      date_col: z.string(),
      date_part: z.string().nullish(),
      interval: z.literal(1).nullish(),
      row_condition,
    }),
    ({ date_col, date_part, row_condition: condition }) => {
      const every = period(date_part ?? 'day');
      return { checks: [{ kind: 'no_gaps', options: every, column: nameOf(date_col) }], where: rows(condition) };
    },
  ),
  expect_column_pair_values_A_to_be_greater_than_B: taking(
    z.strictObject({ column_A: z.string(), column_B: z.string(), or_equal: z.boolean().nullish(), row_condition }),
    ({ column_A, column_B, or_equal, row_condition: condition }) => ({
      checks: [
        {
          kind: 'compare',
          options: { [or_equal ? 'at_least' : 'above']: expression(column_B) },
          column: nameOf(column_A),
        },
      ],
      where: rows(condition),
      counts: true,
    }),
  ),
  expect_column_pair_values_to_be_equal: taking(
    z.strictObject({ column_A: z.string(), column_B: z.string(), row_condition }),
    ({ column_A, column_B, row_condition: condition }) => ({
      checks: [{ kind: 'compare', options: { equals: expression(column_B) }, column: nameOf(column_A) }],
      where: rows(condition),
      counts: true,
    }),
  ),
  expect_column_pair_values_to_be_in_set: taking(
    z.strictObject({
      column_A: z.string(),
      column_B: z.string(),
      value_pairs_set: z.array(z.tuple([scalar, scalar])).min(1),
      row_condition,
    }),
    ({ column_A, column_B, value_pairs_set, row_condition: condition }) => ({
      checks: [
        {
          kind: 'pairs',
          options: {
            columns: [nameOf(column_A), nameOf(column_B)],
            one_of: value_pairs_set.map((pair) => listed(pair, false)),
          },
        },
      ],
      where: rows(condition),
      counts: true,
    }),
  ),
  expect_compound_columns_to_be_unique: taking(
    columns,
    ({ column_list, ignore_row_if: ignored, row_condition: condition }) => {
      const names = column_list.map(nameOf);
      const exact = repeatedKeys(names);
      if (ignored === 'any_value_is_missing')
        return {
          checks: [{ kind: 'unique', options: names }],
          where: both(rows(condition), present(names, 'and')),
          exact,
        };
      const where = ignored === 'never' ? rows(condition) : both(rows(condition), present(names, 'or'));
      return { checks: [{ kind: 'unique', options: { columns: names, nulls: 'equal' } }], where, exact };
    },
  ),
  expect_select_column_values_to_be_unique_within_record: taking(
    columns,
    ({ column_list, ignore_row_if: ignored, row_condition: condition }) => {
      const names = column_list.map(nameOf);
      if (ignored === 'any_value_is_missing')
        return {
          checks: [{ kind: 'unique_within_row', options: names }],
          where: both(rows(condition), present(names, 'and')),
        };
      const differ = names.flatMap((one, i) => names.slice(i + 1).map((other) => `${one} is distinct from ${other}`));
      return {
        checks: [{ kind: 'holds', options: differ.join(' and ') }],
        where: both(rows(condition), present(names, 'or')),
      };
    },
  ),
};
