import * as z from 'zod';
import { groupsOf, rows, shared } from './expectation-args.ts';
import { period, within } from './periods.ts';
import { expression, nameOf, type Translation, type Translator, taking } from './translation.ts';

const { row_condition, group_by, strictly } = shared;
const compared = {
  ...{ row_condition, group_by },
  compare_model: z.string(),
  compare_group_by: group_by,
  compare_row_condition: z.string().nullish(),
};

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
};
