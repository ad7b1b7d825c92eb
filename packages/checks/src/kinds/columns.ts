import * as z from 'zod';
import { type CatalogFault, catalogKind } from '../catalog-kind.ts';
import type { Context } from '../kind.ts';
import { counted, listed } from '../wording.ts';

const names = z.array(z.string().min(1)).min(1);
const options = z.union([
  names.describe('these columns and no others, in whatever order'),
  z.strictObject({ in_order: names }).describe('these columns and no others, in this order'),
  z.strictObject({ include: names }).describe('these columns at least'),
  z.strictObject({ within: names }).describe('no columns but these'),
  z.strictObject({ exclude: names }).describe('none of these columns'),
]);
type Options = z.infer<typeof options>;

const fault = (column: string, what: string): CatalogFault => ({ column, fault: what });

const faultsOf = (wanted: Options, { columns }: Context): readonly CatalogFault[] => {
  const there = columns.map(({ name }) => name);
  const absent = (list: readonly string[]) =>
    list.filter((name) => !there.includes(name)).map((name) => fault(name, 'absent'));
  const extra = (list: readonly string[]) =>
    there.filter((name) => !list.includes(name)).map((name) => fault(name, 'not in the list'));
  if (Array.isArray(wanted)) return [...absent(wanted), ...extra(wanted)];
  if ('include' in wanted) return absent(wanted.include);
  if ('within' in wanted) return extra(wanted.within);
  if ('exclude' in wanted)
    return there.filter((name) => wanted.exclude.includes(name)).map((name) => fault(name, 'forbidden'));
  const set = [...absent(wanted.in_order), ...extra(wanted.in_order)];
  if (set.length > 0) return set;
  return there
    .filter((name, i) => wanted.in_order[i] !== name)
    .map((name) => fault(name, `in place ${there.indexOf(name) + 1}, not ${wanted.in_order.indexOf(name) + 1}`));
};

const said = (wanted: Options): string => {
  if (Array.isArray(wanted)) return `exactly ${listed(wanted)}`;
  const [[how = '', list = []] = []] = Object.entries(wanted);
  return `${how === 'include' ? 'at least' : how === 'exclude' ? 'none of' : how.replace('_', ' ')} ${listed(list)}`;
};

export const columns = catalogKind({
  name: 'columns',
  summary: 'The table has the columns of a list: just these, in this order, these at least, or no others.',
  nulls: 'Names are read from the catalog, and no NULL or other value is.',
  options,
  faults: faultsOf,
  found: (_, context) => counted(context.columns.length, 'column'),
  wanted: said,
  examples: [
    {
      title: 'one column absent, another that nobody announced',
      check: '- columns: [id, city]',
      given: { 'shop.people': { columns: 'id integer, town varchar', rows: '[[1, null]]' } },
      gives: { status: 'fail', failing: 2, found: 'city absent, town not in the list' },
    },
    {
      title: 'the order counts where that is said; a table without rows has columns too',
      check: '- columns: { in_order: [id, city, zip] }',
      given: { 'shop.people': { columns: 'id integer, zip varchar, city varchar', rows: '[]' } },
      gives: { status: 'fail', failing: 2, found: 'zip in place 2, not 3, city in place 3, not 2' },
    },
    {
      title: 'these at least',
      check: '- columns: { include: [city, id] }',
      given: { 'shop.people': { columns: 'id integer, city varchar, extra varchar', rows: '[[1, Porto, x]]' } },
      gives: { status: 'pass', failing: 0, found: '3 columns' },
    },
    {
      title: 'and never these',
      check: '- columns: { exclude: [password] }',
      given: { 'shop.people': { columns: 'id integer, password varchar', rows: '[[1, x]]' } },
      gives: { status: 'fail', failing: 1 },
    },
  ],
});
