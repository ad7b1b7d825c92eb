import type { Column, FileTable, Session } from '@assay/core';
import { guessedFit } from './exact-text.ts';
import { scanAsText } from './file-scan.ts';

interface Fits {
  readonly exact: number;
  readonly altered: number;
  /** Values that are there. */
  readonly values: number;
}

/**
 * The columns of CSV files that are not what DuckDB makes of their first lines, with a type that holds every value as it is
 * written: 007 after 7, "yes" for true, more figures than a double has. Where a few values cannot be cast at all, the
 * type stays, and whoever reads such a line is told of it.
 */
export async function retypedColumns(
  table: FileTable,
  files: readonly string[],
  { session, guessed }: { readonly session: Session; readonly guessed: readonly Column[] },
): Promise<Map<string, string>> {
  const scan = scanAsText(table, files, session.dialect);
  const fits = await countFits(scan, guessed, session);
  const wrong = guessed.filter(({ name }) => {
    const found = fits.get(name);
    return found !== undefined && (found.altered > 0 || found.exact * 2 < found.values);
  });
  return wrong.length > 0 ? await truerTypes(scan, wrong, session) : new Map();
}

async function countFits(scan: string, guessed: readonly Column[], session: Session): Promise<Map<string, Fits>> {
  const asked = guessed.flatMap(({ name, type }) => {
    const text = session.dialect.id(name);
    const fit = guessedFit(text, type.toUpperCase());
    return fit ? [{ name, text, ...fit }] : [];
  });
  if (asked.length === 0) return new Map();
  const figures = asked.flatMap(({ text, exact, altered }, i) => [
    `count(${text})::double as v${i}`,
    `count(case when ${exact} then 1 end)::double as e${i}`,
    `count(case when ${altered} then 1 end)::double as a${i}`,
  ]);
  const { rows } = await session.query(`select ${figures.join(', ')} from ${scan}`);
  const row = rows[0] ?? {};
  return new Map(
    asked.map(({ name }, i) => [
      name,
      { values: Number(row[`v${i}`]), exact: Number(row[`e${i}`]), altered: Number(row[`a${i}`]) },
    ]),
  );
}

const LADDER = ['BIGINT', 'HUGEINT', 'DOUBLE'];
const PLAIN = '-?(0|[1-9][0-9]*)([.][0-9]+)?';
const MOST_FIGURES = 38;

/** For each column the first of some types that holds all its values: whole numbers, doubles, decimals, text. */
async function truerTypes(scan: string, columns: readonly Column[], session: Session): Promise<Map<string, string>> {
  const figures = columns.flatMap(({ name }, i) => {
    const text = session.dialect.id(name);
    return [
      ...LADDER.map((type, j) => `bool_and(${guessedFit(text, type)?.exact}) as t${i}_${j}`),
      `bool_and(regexp_full_match(${text}, '${PLAIN}')) as plain${i}`,
      `max(length(ltrim(split_part(${text}, '.', 1), '-')))::double as whole${i}`,
      `max(length(split_part(${text}, '.', 2)))::double as scale${i}`,
    ];
  });
  const { rows } = await session.query(`select ${figures.join(', ')} from ${scan}`);
  const row = rows[0] ?? {};
  return new Map(
    columns.map(({ name, type }, i) => {
      const isNumber = LADDER.includes(type.toUpperCase());
      const holding = LADDER.find((_, j) => isNumber && row[`t${i}_${j}`] === true);
      const [whole, scale] = [Number(row[`whole${i}`]), Number(row[`scale${i}`])];
      const decimal = isNumber && row[`plain${i}`] === true && whole + scale <= MOST_FIGURES;
      return [name, holding ?? (decimal ? `DECIMAL(${MOST_FIGURES},${scale})` : 'VARCHAR')];
    }),
  );
}
