import { queryProblem } from '@assay/checks';
import {
  CancelledError,
  type Column,
  DataError,
  type Session,
  UnavailableError,
  UserError,
  type Warehouse,
} from '@assay/core';
import { readReferences } from '@assay/pipeline';
import { openDuckdb, openWarehouse } from '@assay/warehouse';
import { closest, distance } from 'fastest-levenshtein';
import { type Command, type Flags, text } from '../command.ts';
import type { Effects } from '../effects.ts';
import { type LoadedProject, loadProject } from '../project/load.ts';
import { piiOf } from '../project/pii.ts';
import { columnText } from '../spot/column-text.ts';
import { profileColumn, profileTable } from '../spot/profile.ts';
import { tableText } from '../terminal/table.ts';

const HELP = `
usage: assay spot <table> | <table>.<column> | "select …"

A profile of a table or a column, or a read-only query, on what is published.

  --candidate     look at the last candidate instead
  --limit <n>     rows of a query (100; with --json 10000)
  --show-pii      show columns that contracts call PII

example: assay spot gold.customer_metrics.lifetime_revenue
`;

const KEY = 'ASSAY_PII_KEY';

const stateOf = async (flags: Flags, loaded: LoadedProject, warehouse: Warehouse): Promise<Session> => {
  const session = flags.candidate
    ? await warehouse.candidate()
    : ((await warehouse.published()) ?? (loaded.files.length > 0 ? await warehouse.reader() : undefined));
  if (session) return session;
  throw new UserError(
    flags.candidate
      ? 'there is no candidate; make one with: assay build'
      : 'nothing is published yet; publish with: assay gate (or look at the last candidate with --candidate)',
  );
};

const near = (name: string, known: readonly string[]): string => {
  const found = known.length > 0 ? closest(name, known) : '';
  return found && distance(name, found) <= 4 ? `; did you mean ${found}?` : '';
};

interface Place {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly column: Column | undefined;
}

/** `schema.table` or `schema.table.column`, held against what is there. */
const findPlace = (word: string, catalog: ReadonlyMap<string, readonly Column[]>): Place => {
  const whole = catalog.get(word);
  if (whole) return { table: word, columns: whole, column: undefined };
  const dot = word.lastIndexOf('.');
  const table = word.slice(0, dot);
  const columns = catalog.get(table);
  if (!columns) {
    const known = [...catalog.keys()].filter((name) => !name.startsWith('_assay.'));
    throw new UserError(`there is no table ${word}${near(word, known)}`);
  }
  const column = columns.find(({ name }) => name === word.slice(dot + 1));
  const names = columns.map(({ name }) => name);
  if (!column) throw new UserError(`${table} has no column ${word.slice(dot + 1)}${near(word.slice(dot + 1), names)}`);
  return { table, columns, column };
};

interface Spot {
  readonly word: string;
  readonly session: Session;
  readonly pii: Awaited<ReturnType<typeof piiOf>>;
  readonly flags: Flags;
  readonly effects: Effects;
}

const KNOWN = [UserError, DataError, UnavailableError, CancelledError];

/** A table that is there and cannot be read, such as a file with a value that does not fit its column. */
const unreadable =
  (word: string) =>
  (error: unknown): never => {
    if (KNOWN.some((type) => error instanceof type)) throw error;
    const [first] = String(error instanceof Error ? error.message : error).split('\n');
    throw new UnavailableError(`${word} cannot be read: ${first}`, { cause: error });
  };

const spotTable = async ({ word, session, pii, flags, effects }: Spot): Promise<void> => {
  const catalog = await session.catalog();
  const { table, columns, column } = findPlace(word, catalog);
  const [schema = '', name = ''] = table.split('.');
  const from = session.physical(schema, name);
  const mask = flags['show-pii'] ? undefined : pii.mask(table, effects.env[KEY]);
  if (!column) {
    const profile = await profileTable(session, from, columns);
    const rows = profile.rows.map((row) => ({
      ...row,
      min: mask ? mask(String(row.column), row.min ?? null) : row.min,
      max: mask ? mask(String(row.column), row.max ?? null) : row.max,
    })) as typeof profile.rows; // masking keeps the columns
    effects.stdout.write(
      flags.json ? `${JSON.stringify({ ...profile, rows })}\n` : `${table}\n\n${tableText({ ...profile, rows })}\n`,
    );
    return;
  }
  const profile = await profileColumn(session, from, column);
  const masked = mask
    ? {
        ...profile,
        min: mask(column.name, profile.min ?? null),
        max: mask(column.name, profile.max ?? null),
        frequent: profile.frequent.map((entry) => ({ ...entry, value: mask(column.name, entry.value ?? null) })),
      }
    : profile;
  effects.stdout.write(flags.json ? `${JSON.stringify(masked)}\n` : columnText(table, masked));
};

const spotQuery = async ({ word, session, pii, flags, effects }: Spot): Promise<void> => {
  const problem = queryProblem(word);
  if (problem) throw new UserError(`the query cannot be asked: ${problem}`);
  const limit = Number(text(flags, 'limit') ?? (flags.json ? 10_000 : 100));
  if (!Number.isInteger(limit) || limit < 1) throw new UserError('--limit takes a whole number from 1');
  if (!flags['show-pii']) {
    const parser = await openDuckdb({ path: ':memory:', threads: 1 });
    const { references } = await readReferences(parser, [{ table: 'query', sql: word, file: 'query' }]);
    await parser.close();
    const touched = (references.get('query') ?? []).filter(({ table }) => pii.tables.has(table));
    if (touched[0]) throw new UserError(`${touched[0].table} holds PII; add --show-pii to see it`);
  }
  const body = word.trim().replace(/;\s*$/, '');
  const answer = await session.query(`select * from (${body}\n) limit ${limit + 1}`).catch((error) => {
    throw new UserError(
      `the query cannot be asked: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`,
    );
  });
  const rows = answer.rows.slice(0, limit);
  if (flags.json) effects.stdout.write(`${JSON.stringify({ columns: answer.columns, rows })}\n`);
  else effects.stdout.write(`${tableText({ ...answer, rows })}\n`);
  if (answer.rows.length > limit) effects.stderr.write(`only the first ${limit} rows are shown; see --limit\n`);
};

const spot: Command = {
  help: HELP,
  options: { candidate: { type: 'boolean' }, limit: { type: 'string' }, 'show-pii': { type: 'boolean' } },
  words: { least: 1, most: 1 },
  run: async ({ flags, words, effects }) => {
    const loaded = await loadProject(flags, effects);
    const warehouse = await openWarehouse(loaded.target, {
      files: loaded.files,
      tell: (message) => void effects.stderr.write(`${message}\n`),
    });
    const word = words[0] ?? '';
    let session: Session | undefined;
    try {
      session = await stateOf(flags, loaded, warehouse);
      const view = { word, session, pii: await piiOf(loaded), flags, effects };
      await (/^\s*[\w$."`]+\s*$/u.test(word) ? spotTable(view).catch(unreadable(word)) : spotQuery(view));
      return 0;
    } finally {
      await session?.close();
      await warehouse.close();
    }
  },
};

export default spot;
