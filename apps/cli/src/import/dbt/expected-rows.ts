import * as z from 'zod';
import { rows, shared } from './expectation-args.ts';
import { repeatedKeys } from './keys.ts';
import { both, expression, listed, nameOf, scalar, type Translator, taking } from './translation.ts';

const { row_condition } = shared;
const ignore_row_if = z.enum(['all_values_are_missing', 'any_value_is_missing', 'never']).nullish();
const columns = z.strictObject({
  ...{ ignore_row_if, row_condition },
  column_list: z.array(z.string()).min(1),
  quote_columns: z.boolean().nullish(),
});

const present = (names: readonly string[], word: 'and' | 'or'): string =>
  names.map((name) => `${name} is not null`).join(` ${word} `);

/** Expectations of several columns of a row. */
export const expectedRows: Readonly<Record<string, Translator>> = {
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
      const differ = names.flatMap((one, i) => names.slice(i + 1).map((other) => `${one} <> ${other}`));
      return {
        checks: [{ kind: 'holds', options: differ.join(' and ') }],
        where: both(rows(condition), present(names, 'or')),
      };
    },
  ),
};
