import { stat } from 'node:fs/promises';
import { UserError } from '@assay/core';
import { type DataSet, type Model, recordProblems } from '@assay/pipeline';
import type { Blueprint } from '../project/blueprint.ts';
import type { LoadedProject } from '../project/load.ts';

/** The raw data that models are built of. */
export interface Raw {
  readonly dataSets: readonly DataSet[];
  /** The names of other data sets that have a record schema. */
  readonly idle: readonly string[];
  /** The folder with one folder a data set. */
  readonly input: string;
}

const inputFolder = async ({ input }: LoadedProject): Promise<string> => {
  if (input === undefined)
    throw new UserError('there is no folder of raw files: set input: in assay.yml or pass --input');
  const found = await stat(input).catch(() => undefined);
  if (!found?.isDirectory())
    throw new UserError(`there is no folder of raw files at ${input}; make some with: assay sample --out ${input}`);
  return input;
};

/** What the models read of the raw data, undefined for nothing. Throws `UserError` where it cannot be read, before anything is begun. */
export const rawOf = async (
  loaded: LoadedProject,
  { dataSets, upstream }: Pick<Blueprint, 'dataSets' | 'upstream'>,
  models: readonly Model[],
): Promise<Raw | undefined> => {
  const needed = new Set(models.flatMap(({ table }) => upstream.get(table) ?? []));
  const read = dataSets.filter(({ name }) => needed.has(`bronze.${name}`));
  if (read.length === 0) return undefined;
  const unusable = recordProblems(read);
  if (unusable.length > 0) throw new UserError(unusable);
  const idle = dataSets.filter((one) => !read.includes(one)).map(({ name }) => name);
  return { dataSets: read, idle, input: await inputFolder(loaded) };
};
