import { resolve } from 'node:path';
import { type Column, type Contract, type FileTable, type Problem, type Project, UserError } from '@assay/core';
import { mountFiles } from '@assay/warehouse';

/** The schemas of the target that somebody else fills. */
export const sourceSchemas = ({ sources }: Pick<Project, 'sources'>): ReadonlySet<string> =>
  new Set(sources.filter((source) => typeof source === 'string'));

/** The tables that are read where their files lie; throws `UserError` where one is said twice. */
export const fileTables = ({ sources }: Pick<Project, 'sources'>, root: string): readonly FileTable[] => {
  const files = sources
    .filter((source) => typeof source !== 'string')
    .map((source) => ({ ...source, place: resolve(root, source.path) }));
  const twice = files.find(({ table }, i) => files.findIndex((one) => one.table === table) !== i);
  if (twice) throw new UserError(`sources: ${twice.table} is there twice; a table has one path`);
  return files;
};

/** The columns of tables of files, or what is wrong with the files. */
export const columnsOfFiles = async (
  files: readonly FileTable[],
): Promise<{ columns?: ReadonlyMap<string, readonly Column[]>; problems: readonly Problem[] }> => {
  try {
    return { columns: (await mountFiles(files)).columns, problems: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problems: error.problems };
  }
};

export const schemaOf = (table: string): string => table.slice(0, table.indexOf('.'));

/**
 * The tables whose contracts can only be held against the target: they lie in a schema of which nothing is known here,
 * or their contract names such a schema.
 */
export const deferredTables = (contracts: readonly Contract[], unknown: ReadonlySet<string>): ReadonlySet<string> => {
  const escaped = [...unknown].map((schema) => schema.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const mention = new RegExp(`(?<![\\p{L}\\p{N}_$.])(${escaped.join('|')})\\.`, 'u');
  const names = ({ demands, changes }: Contract): boolean =>
    unknown.size > 0 && mention.test(JSON.stringify([demands, changes.map((change) => change.with)]));
  return new Set(
    contracts.filter((contract) => unknown.has(schemaOf(contract.table)) || names(contract)).map(({ table }) => table),
  );
};
