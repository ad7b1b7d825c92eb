import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskReason, UserError } from '@assay/core';
import { dataSets } from './data-sets.ts';

const MARK = '_sample.json';

/** Makes the folder ready: empties it of an earlier sample, and refuses one that holds anything of somebody else's. */
export const prepareFolder = async (out: string, made: object): Promise<void> => {
  const found = await look(out);
  const foreign = found.filter((name) => name !== MARK && !dataSets.some((dataSet) => dataSet.name === name));
  if (found.length > 0 && !found.includes(MARK))
    throw new UserError(`${out} is not empty and holds no sample of ours: choose another folder, or empty it`);
  if (foreign.length > 0)
    throw new UserError(
      `${out} holds more than a sample (${foreign.join(', ')}): choose another folder, or move that away`,
    );
  await writable(out, () => writeFile(join(out, MARK), `${JSON.stringify(made, null, 2)}\n`));
  for (const { name } of dataSets) await rm(join(out, name), { recursive: true, force: true });
};

const look = async (out: string): Promise<string[]> => {
  await writable(out, () => mkdir(out, { recursive: true }));
  return readdir(out);
};

const writable = async (out: string, write: () => Promise<unknown>): Promise<void> => {
  try {
    await write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // node:fs throws nothing else
    throw new UserError(`cannot write into ${out}: ${reasons[code ?? ''] ?? diskReason(code) ?? code}`, {
      cause: error,
    });
  }
};

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'a part of the path is a file',
};
