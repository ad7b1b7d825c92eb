import * as z from 'zod';
import { notNull, unique } from './built-in.ts';
import { Untranslatable } from './dbt-test.ts';
import { groupsOf, rows, shared } from './expectation-args.ts';
import { range } from './range.ts';
import {
  listed,
  literal,
  nameOf,
  type Site,
  scalar,
  type Translation,
  type Translator,
  taking,
} from './translation.ts';

const { row_condition } = shared;
const set = z.strictObject({ value_set: z.array(scalar).min(1), quote_values: z.boolean().nullish(), row_condition });
const order = z.strictObject({
  ...{ row_condition, strictly: shared.strictly, group_by: shared.group_by },
  sort_column: z.string().nullish(),
  step: z.number().nullish(),
});

const where = (translate: Translator): Translator =>
  taking(z.strictObject({ row_condition }), ({ row_condition: condition }, site) => ({
    ...translate({ ...site, test: { ...site.test, args: {} } }),
    where: rows(condition),
  }));

/** A NULL is in no set there. */
const inSet = (select: 'select' | 'select distinct'): Translator =>
  taking(set, ({ value_set, quote_values, row_condition: condition }, site) => {
    const column = site.column();
    const options = listed(value_set, quote_values ?? true);
    return {
      checks: [
        { kind: 'one_of', options, column },
        { kind: 'not_null', options: true, column },
      ],
      where: rows(condition),
      exact: (from) =>
        `${select} ${column} as value_field from ${from} where ${column} is null or ${column} not in (${options.map(literal).join(', ')})`,
    };
  });

const steps = (args: z.infer<typeof order>, site: Site, sign: '>' | '<'): Translation => {
  const column = site.column();
  const along = nameOf(args.sort_column ?? column);
  const by = groupsOf(args.group_by);
  const strictly = args.strictly ?? true;
  const partition = by ? `partition by ${by.join(', ')} ` : '';
  const wanted = `value_field ${sign}${strictly ? '' : '='} value_before`;
  const advance = sign === '>' ? 'value_field - value_before' : 'value_before - value_field';
  const step = args.step ? ` and ${advance} = ${args.step}` : '';
  const exact = (from: string) =>
    `select * from (select ${[...(by ?? []), along].join(', ')}, ${column} as value_field, lag(${column}) over (${partition}order by ${along}) as value_before from ${from}) steps where value_before is not null and not (${wanted}${step})`;
  const options = {
    along,
    ...(by ? { by } : {}),
    ...(args.step ? { step: args.step } : strictly ? { strictly } : {}),
  };
  const kind = sign === '>' ? 'increasing' : 'decreasing';
  return { checks: [{ kind, options, column }], where: rows(args.row_condition), exact };
};

const lengths = (options: unknown, site: Site, condition: string | null | undefined): Translation => ({
  checks: [{ kind: 'length', options, column: site.column() }],
  where: rows(condition),
  counts: true,
});

/** Expectations of single values. */
export const expectedValues: Readonly<Record<string, Translator>> = {
  expect_column_values_to_be_null: taking(z.strictObject({ row_condition }), ({ row_condition: condition }, site) => ({
    checks: [{ kind: 'holds', options: `${site.value()} is null` }],
    where: rows(condition),
    counts: true,
  })),
  expect_column_values_to_not_be_null: where(notNull),
  expect_column_values_to_be_unique: where(unique),
  expect_column_values_to_be_in_set: inSet('select'),
  expect_column_distinct_values_to_be_in_set: inSet('select distinct'),
  expect_column_values_to_not_be_in_set: taking(set, ({ value_set, quote_values, row_condition: condition }, site) => ({
    checks: [{ kind: 'none_of', options: listed(value_set, quote_values ?? true), column: site.column() }],
    where: rows(condition),
    counts: true,
  })),
  expect_column_distinct_values_to_contain_set: taking(
    set,
    ({ value_set, quote_values, row_condition: condition }, site) => ({
      checks: [{ kind: 'contains_all', options: listed(value_set, quote_values ?? true), column: site.column() }],
      where: rows(condition),
      counts: true,
    }),
  ),
  expect_column_distinct_values_to_equal_set: taking(
    set,
    ({ value_set, quote_values, row_condition: condition }, site) => ({
      checks: [
        { kind: 'equals_set', options: listed(value_set, quote_values ?? true), column: site.column() },
        { kind: 'not_null', options: true, column: site.column() },
      ],
      where: rows(condition),
    }),
  ),
  expect_column_values_to_be_between: taking(
    z.strictObject({ ...shared, group_by: z.undefined().optional() }),
    ({ min_value, max_value, strictly, row_condition: condition }, site) => ({
      ...range(
        {
          ...(min_value === null || min_value === undefined ? {} : { low: min_value }),
          ...(max_value === null || max_value === undefined ? {} : { high: max_value }),
          strictly: strictly ?? false,
        },
        site.column(),
      ),
      where: rows(condition),
    }),
  ),
  expect_column_values_to_be_increasing: taking(order, (args, site) => steps(args, site, '>')),
  expect_column_values_to_be_decreasing: taking(order, (args, site) => steps(args, site, '<')),
  expect_column_value_lengths_to_equal: taking(
    z.strictObject({ value: z.int(), row_condition }),
    ({ value, row_condition: condition }, site) => lengths(value, site, condition),
  ),
  expect_column_value_lengths_to_be_between: taking(
    z.strictObject({
      ...{ row_condition, strictly: shared.strictly },
      min_value: z.int().nullish(),
      max_value: z.int().nullish(),
    }),
    ({ min_value, max_value, strictly, row_condition: condition }, site) => {
      const inside = strictly ? 1 : 0;
      const least = min_value === null || min_value === undefined ? {} : { at_least: min_value + inside };
      const most = max_value === null || max_value === undefined ? {} : { at_most: max_value - inside };
      return lengths({ ...least, ...most }, site, condition);
    },
  ),
  expect_column_most_common_value_to_be_in_set: taking(
    z.strictObject({
      value_set: z.array(scalar).min(1),
      top_n: z.int(),
      quote_values: z.boolean().nullish(),
      data_type: z.string().nullish(),
      strictly: shared.strictly,
      row_condition,
    }),
    ({ value_set, top_n, quote_values, row_condition: condition }, site) => {
      if (top_n !== 1) throw new Untranslatable('the most common value is asked for here, not the next ones');
      const one_of = listed(value_set, quote_values ?? true);
      return {
        checks: [{ kind: 'most_common', options: { one_of, ties: 'allowed' }, column: site.column() }],
        where: rows(condition),
      };
    },
  ),
  expect_column_values_to_have_consistent_casing: taking(
    z.strictObject({ display_inconsistent_columns: z.boolean().nullish() }),
    ({ display_inconsistent_columns: listsThem }, site) => {
      const column = site.column();
      const cases = { kind: 'consistent_case', options: true, column };
      // Without the list it compares two counts, and only one of them counts NULL
      return listsThem
        ? { checks: [cases], counts: true }
        : { checks: [cases, { kind: 'not_null', options: true, column }] };
    },
  ),
};
