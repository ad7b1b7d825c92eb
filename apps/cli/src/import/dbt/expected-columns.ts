import * as z from 'zod';
import { type Translation, type Translator, taking } from './translation.ts';

const list = z.strictObject({ column_list: z.array(z.string()).min(1) });

const columns = (options: unknown): Translation => ({ checks: [{ kind: 'columns', options }] });
const count = (options: unknown): Translation => ({ checks: [{ kind: 'column_count', options }] });

/** Expectations of what the catalog says of a table: its columns and their types. */
export const expectedColumns: Readonly<Record<string, Translator>> = {
  expect_column_to_exist: taking(z.strictObject({}), (_, site) => columns({ include: [site.column()] })),
  expect_table_columns_to_contain_set: taking(list, ({ column_list }) => columns({ include: column_list })),
  expect_table_columns_to_not_contain_set: taking(list, ({ column_list }) => columns({ exclude: column_list })),
  expect_table_columns_to_match_ordered_list: taking(list, ({ column_list }) => columns({ in_order: column_list })),
  expect_table_columns_to_match_set: taking(list, ({ column_list }) => columns(column_list)),
  expect_table_column_count_to_equal: taking(z.strictObject({ value: z.int() }), ({ value }) =>
    count({ equals: value }),
  ),
  expect_table_column_count_to_be_between: taking(
    z.strictObject({ min_value: z.int().optional(), max_value: z.int().optional() }),
    ({ min_value, max_value }) =>
      count({
        ...(min_value === undefined ? {} : { at_least: min_value }),
        ...(max_value === undefined ? {} : { at_most: max_value }),
      }),
  ),
  expect_table_column_count_to_equal_other_table: taking(
    z.strictObject({ compare_model: z.string() }),
    ({ compare_model }, site) => count({ equals: { table: site.tableOf(compare_model) } }),
  ),
  expect_column_values_to_be_of_type: taking(z.strictObject({ column_type: z.string() }), ({ column_type }, site) => ({
    checks: [{ kind: 'column_types', options: { [site.column()]: column_type.toLowerCase() } }],
  })),
  expect_column_values_to_be_in_type_list: taking(
    z.strictObject({ column_type_list: z.array(z.string()).min(1) }),
    ({ column_type_list }, site) => ({
      checks: [
        { kind: 'column_types', options: { [site.column()]: column_type_list.map((type) => type.toLowerCase()) } },
      ],
    }),
  ),
};
