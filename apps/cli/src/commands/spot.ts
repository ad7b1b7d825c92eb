import { hidingOf, maskError, maskWith } from '@assay/checks';
import {
  CancelledError,
  DataError,
  type Session,
  UnavailableError,
  UserError,
  type Warehouse,
  withoutValues,
} from '@assay/core';
import { readingFailure } from '@assay/files';
import { openWarehouse, parseSql } from '@assay/warehouse';
import { type Command, type Flags, text } from '../command.ts';
import type { Effects } from '../effects.ts';
import { makeUp } from '../gate/make-up.ts';
import { type LoadedProject, loadProject } from '../project/load.ts';
import { holdsPii, isPii, type Pii, piiOf } from '../project/pii.ts';
import { columnText } from '../spot/column-text.ts';
import { type Catalog, findPlace, isPlace, type Place } from '../spot/place.ts';
import { maskedProfile, profileColumn, profileTable } from '../spot/profile.ts';
import { readableQuery } from '../spot/read-query.ts';
import { tableText } from '../terminal/table.ts';

const HELP = `
usage: assay spot <table> | <table>.<column> | "select …"

A profile of a table or a column, or one SELECT over tables, on what is published. Raw rows are bronze.<data set> and
quarantine.<data set>.

  --candidate     look at the last candidate instead
  --limit <n>     rows of a query (100; with --json 10000)
  --show-pii      show columns that contracts call PII

example: assay spot gold.customer_metrics.lifetime_revenue
`;

const KEY = 'ASSAY_PII_KEY';

/** Raw rows, which are no part of what is published. */
const ASIDE = ['bronze', 'quarantine'] as const;

interface Looking {
  readonly word: string;
  readonly flags: Flags;
  readonly loaded: LoadedProject;
  readonly warehouse: Warehouse;
}

const stateOf = async ({ word, flags, loaded, warehouse }: Looking): Promise<Session> => {
  const options = { aside: ASIDE.filter((schema) => word.toLowerCase().includes(schema)) };
  const session = flags.candidate
    ? await warehouse.candidate(options)
    : ((await warehouse.published(options)) ?? (loaded.files.length > 0 ? await warehouse.reader(options) : undefined));
  if (session) return session;
  throw new UserError(
    flags.candidate
      ? 'there is no candidate; make one with: assay build'
      : 'nothing is published yet; publish with: assay gate (or look at the last candidate with --candidate)',
  );
};

interface Spot {
  readonly word: string;
  readonly session: Session;
  /** What is not to be seen: nothing with --show-pii. */
  readonly pii: Pii;
  readonly flags: Flags;
  readonly effects: Effects;
  /** Whether a table is read where its files lie. */
  isOfFiles(table: string): boolean;
}

const KNOWN = [UserError, DataError, UnavailableError, CancelledError];

/** The first line of what the engine says, without values but with the words that whoever asked knows. */
const told = (error: unknown, known: readonly string[], { flags, effects }: Spot): string => {
  const said = String(error instanceof Error ? error.message : error);
  const names = new Set(known.map((name) => name.toLowerCase()));
  const masked = flags['show-pii'] ? said : maskError(said, names, maskWith(effects.env[KEY]));
  return masked.split('\n')[0] ?? '';
};

/** What the engine says of a table that it cannot read, such as a file with a value that does not fit its column. */
const unreadable = (error: unknown, { table, columns }: Place, spot: Spot): Error => {
  if (KNOWN.some((type) => error instanceof type)) return error as Error; // an instance of one of them
  const message = String(error instanceof Error ? error.message : error);
  if (holdsPii(spot.pii, table))
    return new UnavailableError(`${table} cannot be read: ${withoutValues(message)}`, { cause: error });
  const why = spot.isOfFiles(table) ? readingFailure(message) : undefined;
  const said = told(
    error,
    columns.map(({ name }) => name),
    spot,
  );
  return new UnavailableError(`${table} cannot be read: ${why === undefined ? said : `a file ${why}`}`, {
    cause: error,
  });
};

/** The columns of a table whose values are not to be seen: those with PII, and what a view makes of them. */
const hiddenColumns = async ({ table, columns }: Place, { session, pii }: Spot): Promise<ReadonlySet<string>> => {
  const names = columns.map(({ name }) => name);
  const own = names.filter((name) => isPii(pii, table, name));
  const isView = pii.size > 0 && (await session.defined?.())?.views.has(table);
  if (!isView) return new Set(own);
  const { id } = session.dialect;
  const [schema = '', name = ''] = table.split('.');
  const query = `select ${names.map((one) => id(one)).join(', ')} from ${session.physical(schema, name)}`;
  const known = { pii: new Map([...pii].map(([of, list]) => [of, [...list]])), columns: await session.catalog() };
  const made = await hidingOf(session, { ...known, parse: parseSql }).columns(query, names);
  return new Set([...own, ...names.filter((one) => made.has(one.toLowerCase()))]);
};

const spotPlace = async (place: Place, spot: Spot): Promise<void> => {
  const { session, flags, effects } = spot;
  const { table, columns, column } = place;
  const [schema = '', name = ''] = table.split('.');
  const from = session.physical(schema, name);
  const mask = maskWith(effects.env[KEY]);
  const hidden = await hiddenColumns(place, spot);
  if (!column) {
    const profile = await profileTable(session, from, columns);
    const rows = profile.rows.map((row) =>
      hidden.has(String(row.column)) ? { ...row, min: mask(row.min ?? null), max: mask(row.max ?? null) } : row,
    );
    effects.stdout.write(
      flags.json
        ? `${JSON.stringify({ ...profile, rows })}\n`
        : `${table}\n\n${tableText({ ...profile, rows }, effects.stdout.columns)}\n`,
    );
    return;
  }
  const profile = await profileColumn(session, from, column);
  const shown = hidden.has(column.name) ? maskedProfile(profile, mask) : profile;
  effects.stdout.write(flags.json ? `${JSON.stringify(shown)}\n` : columnText(table, shown));
};

const spotTable = async (spot: Spot, catalog: Catalog): Promise<void> => {
  const place = findPlace(spot.word.trim(), catalog);
  await spotPlace(place, spot).catch((error) => {
    throw unreadable(error, place, spot);
  });
};

/** A query, or the name of a table or of a column, which may hold blanks. */
const look = async (spot: Spot): Promise<void> => {
  const { word, session } = spot;
  if (/^[\s(]*(select|with)\s/i.test(word)) return spotQuery(spot);
  const catalog = await session.catalog();
  return isPlace(word.trim(), catalog) ? spotTable(spot, catalog) : spotQuery(spot);
};

const WORDS = /[\p{L}\p{N}_$]+/gu;

const spotQuery = async (spot: Spot): Promise<void> => {
  const { word, session, pii, flags, effects } = spot;
  const given = text(flags, 'limit') ?? (flags.json ? '10000' : '100');
  const limit = Number(given);
  if (!/^\d{1,9}$/.test(given) || limit < 1) throw new UserError('--limit takes a whole number from 1 to 999999999');
  const query = await readableQuery(word, { session, pii });
  const answer = await session.query(`select * from (${query}\n) spotted limit ${limit + 1}`).catch(async (error) => {
    const columns = [...(await session.catalog())].flatMap(([table, list]) => [table, ...list.map(({ name }) => name)]);
    throw new UserError(`the query cannot be asked: ${told(error, [...columns, ...(word.match(WORDS) ?? [])], spot)}`);
  });
  const rows = answer.rows.slice(0, limit);
  if (flags.json) effects.stdout.write(`${JSON.stringify({ columns: answer.columns, rows })}\n`);
  else effects.stdout.write(`${tableText({ ...answer, rows }, effects.stdout.columns)}\n`);
  if (answer.rows.length > limit) effects.stderr.write(`only the first ${limit} rows are shown; see --limit\n`);
};

const spot: Command = {
  help: HELP,
  options: { candidate: { type: 'boolean' }, limit: { type: 'string' }, 'show-pii': { type: 'boolean' } },
  words: { least: 1, most: 1 },
  run: async ({ flags, words, effects }) => {
    const loaded = await loadProject(flags, effects);
    await makeUp({ loaded, effects, tell: (message) => void effects.stderr.write(`${message}\n`) });
    const warehouse = await openWarehouse(loaded.target, {
      files: loaded.files,
      tell: (message) => void effects.stderr.write(`${message}\n`),
    });
    const word = words[0] ?? '';
    let session: Session | undefined;
    try {
      session = await stateOf({ word, flags, loaded, warehouse });
      const pii: Pii = flags['show-pii'] ? new Map() : await piiOf(loaded);
      const isOfFiles = (table: string) => loaded.files.some((one) => one.table === table);
      await look({ word, session, pii, flags, effects, isOfFiles });
      return 0;
    } finally {
      await session?.close();
      await warehouse.close();
    }
  },
};

export default spot;
