import { parseContracts } from '@assay/checks';
import { UserError } from '@assay/core';
import { layerProblems } from './layer-problems.ts';
import { readContractSources } from './layers.ts';
import type { LoadedProject } from './load.ts';

/** The PII columns of each table that has some, all names in small letters. */
export type Pii = ReadonlyMap<string, ReadonlySet<string>>;

const RAW = /^(bronze|quarantine)\./;

/** What stands in raw rows beside the records themselves. */
const ORIGIN = new Set(['_file', '_line', 'run_id', 'field']);

/** Whether a table holds PII. Raw rows are records as they came: where there is PII at all, they count as such. */
export const holdsPii = (pii: Pii, table: string): boolean =>
  pii.has(lower(table)) || (pii.size > 0 && RAW.test(lower(table)));

/** Whether the values of a column are not to be seen. */
export const isPii = (pii: Pii, table: string, column: string): boolean =>
  RAW.test(lower(table))
    ? pii.size > 0 && !ORIGIN.has(lower(column))
    : (pii.get(lower(table))?.has(lower(column)) ?? false);

const lower = (name: string): string => name.toLowerCase();

/**
 * The columns that contracts call PII. Contracts alone are read: a spot-check has no time for models. A contract that
 * cannot be read might name some: it is a `UserError`.
 */
export const piiOf = async (loaded: LoadedProject): Promise<Pii> => {
  const layers = await layerProblems(loaded, ['checks']);
  const { contracts, problems } = parseContracts(await readContractSources(loaded));
  const wrong = [...layers.problems, ...problems];
  if (wrong.length > 0) throw new UserError(wrong);
  return new Map(
    contracts.filter(({ pii }) => pii.length > 0).map(({ table, pii }) => [lower(table), new Set(pii.map(lower))]),
  );
};
