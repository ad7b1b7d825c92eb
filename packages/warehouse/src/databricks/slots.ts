import { createHash } from 'node:crypto';
import { type Column, type TableNotes, UserError } from '@assay/core';
import { databricksDialect as dialect } from './dialect.ts';
import { isMissing, StatementError } from './errors.ts';
import { candidateOf, OWN_SCHEMA, type Past, type State, type States } from './events.ts';
import { candidateSchema, nameOf, pathOf, schemaOf, schemasOf, slotsSchema } from './names.ts';
import { clausesOf, propertiesOf } from './notes.ts';
import { REPEATABLE_HINT } from './repeatable.ts';
import { settled } from './settled.ts';
import type { Place, Way } from './switch.ts';

/** The columns that a view shows, in short; a table of other columns keeps its slots elsewhere. */
const SHAPE = 'assay.shape';
const SLOT = '_slot';
/** Publications whose slots are kept, so that a rollback finds them. */
const KEPT = 3;

/** `<shape>/<run>`: where a table's rows lie. */
const stateText = (shape: string, run: string): string => `${shape}/${run}`;
const partsOf = (state: State): [shape: string, run: string] => {
  const [shape = '', run = ''] = String(state).split('/');
  return [shape, run];
};

const shapeOf = (columns: readonly Column[]): string =>
  createHash('sha256').update(JSON.stringify(columns)).digest('hex').slice(0, 8);

const pointer = (catalog: string): string => [catalog, OWN_SCHEMA, 'slots'].map(dialect.id).join('.');

/** The table that holds the slots of a published table of one shape. */
const store = (table: string, shape: string): string => `${slotsSchema(schemaOf(table))}.${nameOf(table)}__${shape}`;

const literal = (value: string): string => dialect.literal(value);

/** The shape that a published view shows; undefined where there is none. */
const shownShape = async ({ session, catalog }: Place, table: string): Promise<string | undefined> => {
  try {
    const { rows } = await session.query(`show tblproperties ${pathOf(catalog, table)}`);
    const shape = rows.find(({ key }) => key === SHAPE)?.value;
    if (shape !== undefined) return String(shape);
  } catch (error) {
    if (isMissing(error)) return undefined;
    if (!(error instanceof StatementError)) throw error;
  }
  throw new UserError(
    `${table} cannot be published as a slot: what is there is no view of such slots; move it away, or take publish: tables`,
  );
};

const createPointer = ({ session, catalog }: Place): Promise<void> =>
  session.execute(`create table if not exists ${pointer(catalog)} (name string, slot string)`);

/** Which run each shape of each table shows. */
const readPointer = async (place: Place): Promise<ReadonlyMap<string, string>> => {
  await createPointer(place);
  const { rows } = await place.session.query(
    `select cast(name as string) as name, cast(slot as string) as slot from ${pointer(place.catalog)}`,
  );
  return new Map(rows.map(({ name, slot }) => [String(name), String(slot)]));
};

const statesOf = async (place: Place, tables: readonly string[]): Promise<States> => {
  const slots = await readPointer(place);
  const states = tables.map(async (table): Promise<[string, State]> => {
    const shape = await shownShape(place, table);
    const run = shape === undefined ? undefined : slots.get(`${table}/${shape}`);
    return [table, shape === undefined || run === undefined ? null : stateText(shape, run)];
  });
  return Object.fromEntries(await settled(states));
};

/** All tables at one moment: the one commit that readers see. */
const point = async ({ session, catalog }: Place, states: States): Promise<void> => {
  const rows = Object.entries(states).flatMap(([table, state]) => {
    const [shape, run] = partsOf(state);
    return state === null ? [] : [`(${literal(`${table}/${shape}`)}, ${literal(run)})`];
  });
  if (rows.length === 0) return;
  await session.execute(
    `${REPEATABLE_HINT} merge into ${pointer(catalog)} as s using (select * from (values ${rows.join(', ')}) as v(name, slot)) as n
     on s.name = n.name when matched then update set slot = n.slot when not matched then insert (name, slot) values (n.name, n.slot)`,
  );
};

/**
 * Lets a view show a shape, where it shows another or is not there. A view that is there is altered: replacing it would
 * take away what is granted on it. Cut short in between, it is of no shape, and whoever finishes or undoes shows it anew.
 */
const show = async (
  place: Place,
  table: string,
  { shape, notes }: { shape: string; notes?: TableNotes | undefined },
) => {
  const shown = await shownShape(place, table);
  if (shown === shape) return;
  const { session, catalog } = place;
  const [view, from] = [pathOf(catalog, table), store(table, shape)];
  const columns = (await session.catalog([schemaOf(from)])).get(from) ?? [];
  const list = columns.flatMap(({ name }) => (name === SLOT ? [] : [dialect.id(name)]));
  const query = `as select ${list.join(', ')} from ${pathOf(catalog, from)}
     where ${SLOT} = (select max(slot) from ${pointer(catalog)} where name = ${literal(`${table}/${shape}`)})`;
  if (shown === undefined)
    return session.execute(`create or replace view ${view} ${clausesOf({ [SHAPE]: shape }, notes)} ${query}`);
  const alter = (change: string) => session.execute(`${REPEATABLE_HINT} alter view ${view} ${change}`);
  await alter(`set ${propertiesOf({ [SHAPE]: 'none' }, undefined)}`);
  await alter(query);
  await alter(`set ${propertiesOf({ [SHAPE]: shape }, notes)}`);
};

/** The runs whose rows a table keeps: the new one, and those that a rollback may return to. */
const keptRuns = (table: string, { run, past }: { run: string; past: Past }): string[] => [
  ...new Set([run, ...past.publications.slice(0, KEPT).map(({ versions }) => partsOf(versions[table] ?? '')[1])]),
];

/** Writes a run's rows where nobody looks yet, and forgets those that nobody returns to. */
const fill = async (place: Place, table: string, of: { run: string; past: Past; columns: readonly Column[] }) => {
  const { session, catalog } = place;
  const [from, to] = [pathOf(catalog, table, of.run), pathOf(catalog, store(table, shapeOf(of.columns)))];
  const list = of.columns.map(({ name }) => dialect.id(name)).join(', ');
  await session.execute(
    `create table if not exists ${to} partitioned by (${SLOT}) as select ${list}, cast('' as string) as ${SLOT} from ${from} where 1 = 0`,
  );
  await session.execute(`insert overwrite ${to} partition (${SLOT} = ${literal(of.run)}) select ${list} from ${from}`);
  const kept = keptRuns(table, of).map(literal).join(', ');
  await session.execute(`${REPEATABLE_HINT} delete from ${to} where ${SLOT} not in (${kept})`);
};

/**
 * Published tables are views of slots: a set is written beside what is shown, and one commit shows it, all tables at the
 * same moment. A view whose columns change is altered after that, and shows its old rows until then.
 */
export const slots: Way = {
  mergesDeltas: false,
  statesOf,
  publish: async (place, { run, before }, { past }) => {
    const { session, catalog } = place;
    const tables = Object.keys(before);
    const schemas = schemasOf(tables);
    for (const schema of schemas.flatMap((name) => [name, slotsSchema(name)]))
      await session.execute(`create schema if not exists ${dialect.id(catalog)}.${dialect.id(schema)}`);
    const built = await session.catalog(schemas.map((schema) => candidateSchema(schema, run)));
    const columnsOf = (table: string) => built.get(`${candidateSchema(schemaOf(table), run)}.${nameOf(table)}`) ?? [];
    await createPointer(place);
    await settled(tables.map((table) => fill(place, table, { run, past, columns: columnsOf(table) })));
    await point(place, Object.fromEntries(tables.map((table) => [table, stateText(shapeOf(columnsOf(table)), run)])));
    const notes = candidateOf(past, run)?.notes ?? {};
    await settled(
      tables.map((table) => {
        const shape = shapeOf(columnsOf(table));
        return show(place, table, { shape, notes: notes[table] && { ...notes[table], cluster: [] } });
      }),
    );
  },
  restore: async (place, states) => {
    await point(place, states);
    await settled(
      Object.entries(states).map(async ([table, state]) => {
        if (state === null) return place.session.execute(`drop view if exists ${pathOf(place.catalog, table)}`);
        const [shape] = partsOf(state);
        return show(place, table, { shape });
      }),
    );
  },
};
