import { basename } from 'node:path';
import { DataError, type Session } from '@assay/core';
import { holdsAsDouble } from './exact-text.ts';
import { scanLines } from './file-scan.ts';

const LONG = String.raw`[:,\[]\s*(-?[0-9]+[.][0-9]+(?:[eE][-+]?[0-9]+)?|-?[0-9]+[eE][-+]?[0-9]+)`;

/** Lines looked at closely; those that are only suspected hold such numbers within a text. */
const MOST = 10_000;

/**
 * Throws `DataError` where a number with a fraction has more figures than a double holds: DuckDB's reader of JSON rounds it
 * before anybody sees it, whatever type is asked for.
 */
export async function refuseLongNumbers(files: readonly string[], session: Session): Promise<void> {
  const { rows } = await session.query(
    `with suspect as (
       select _path, json, unnest(regexp_extract_all(json, '${LONG}', 1)) as number
       from ${scanLines(files, session.dialect)} where regexp_matches(json, '[0-9][0-9.]{15}'))
     select distinct _path, json from suspect where not ${holdsAsDouble('number')} limit ${MOST}`,
  );
  const guilty = rows.find(({ json }) => numbersOf(String(json)).some(isRounded));
  if (guilty)
    throw new DataError(
      `${basename(String(guilty._path))} holds a number with a fraction and more figures than a double keeps; write it in quotes`,
    );
}

/** The numbers of a line of JSON as they are written, those within texts left out. */
const numbersOf = (line: string): string[] =>
  line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""').match(/-?\d[\d.eE+-]*/g) ?? [];

const figures = (number: string): string =>
  number
    .replace(/[eE].*/, '')
    .replaceAll(/[-.]/g, '')
    .replaceAll(/^0+|0+$/g, '');

/** Programs write a double with as few figures as name it, with seventeen, or with all that its binary value has. */
function isRounded(number: string): boolean {
  if (!/[.eE]/.test(number)) return false;
  const wanted = figures(number);
  const value = Number(number);
  const precision = Math.min(Math.max(wanted.length, 1), 100);
  return figures(String(value)) !== wanted && figures(value.toPrecision(precision)) !== wanted;
}
