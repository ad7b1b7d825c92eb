import * as z from 'zod';
import { ENDS, ends, endsProblems, endsText, isWithin } from '../ends.ts';
import { type Context, kind } from '../kind.ts';
import { counted } from '../wording.ts';

const options = z
  .strictObject({
    ...ends,
    equals: z.union([z.int().nonnegative(), z.strictObject({ table: z.string() })]).optional(),
  })
  .refine((wanted) => Object.values(wanted).some((end) => end !== undefined), ENDS);
type Options = z.infer<typeof options>;

const endsOf = ({ equals, ...rest }: Options, { columnsOf }: Pick<Context, 'columnsOf'>) => ({
  ...rest,
  equals: typeof equals === 'object' ? (columnsOf(equals.table)?.length ?? 0) : equals,
});

export const columnCount = kind({
  name: 'column_count',
  summary: 'The table has so many columns, or as many as another.',
  nulls: 'Columns are counted in the catalog, and no NULL or other value is read.',
  dimension: 'consistency',
  on: 'table',
  filters: false,
  judgesEmpty: true,
  options,
  claim: (wanted, context) =>
    typeof wanted.equals === 'object'
      ? `as many columns as ${wanted.equals.table}`
      : `${endsText(endsOf(wanted, context))} columns`,
  problems: (wanted, context) =>
    typeof wanted.equals === 'object' && !context.columnsOf(wanted.equals.table)
      ? context.unknownTable(wanted.equals.table)
      : endsProblems(endsOf(wanted, context)),
  measure: () => ({}),
  judge: (_, wanted, context) => ({
    holds: isWithin(context.columns.length, endsOf(wanted, context)),
    found: counted(context.columns.length, 'column'),
    wanted: `${endsText(endsOf(wanted, context))} columns`,
  }),
  examples: [
    {
      title: 'one column too many',
      check: '- column_count: { equals: { table: shop.template } }',
      given: {
        'shop.people': { columns: 'id integer, city varchar, extra varchar', rows: '[[1, null, null]]' },
        'shop.template': { columns: 'id integer, city varchar', rows: '[]' },
      },
      gives: { status: 'fail', found: '3 columns' },
    },
    {
      title: 'within bounds; a table without rows has columns too',
      check: '- column_count: { at_least: 1, at_most: 2 }',
      given: { 'shop.people': { columns: 'id integer, city varchar', rows: '[]' } },
      gives: { status: 'pass', found: '2 columns' },
    },
  ],
});
