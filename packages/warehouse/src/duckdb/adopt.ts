import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Adoption, DataError, UserError } from '@assay/core';
import { fileFailure, isUnreadable } from './failure.ts';
import { copyWhole, type Files, removeDatabase } from './files.ts';
import { openDuckdb } from './session.ts';

/** The given file, when it can be a candidate at all. */
const givenFile = async ({ where, from }: Adoption, files: Files): Promise<string> => {
  const path = resolve(from, where);
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UserError(`--candidate: there is no file ${where}; build it first, or mend the path`);
  if (!found.isFile()) throw new UserError(`--candidate: ${where} is a folder; a candidate is one DuckDB file`);
  const same = async (own: string) => (await realpath(own).catch(() => undefined)) === (await realpath(path));
  if (await same(files.published)) throw new UserError(`--candidate: ${where} is what is published already`);
  if (await same(files.candidate))
    throw new UserError(
      `--candidate: ${where} is the last candidate itself; check and publish it with assay check and assay publish`,
    );
  return path;
};

/**
 * Copies a DuckDB file that somebody else built to the candidate's place; the file itself is only read. Throws
 * `UserError` for a wrong path, `DataError` for a file that holds nothing or is damaged, `UnavailableError` for one that
 * somebody is still writing to.
 */
export const adoptFile = async (adoption: Adoption, files: Files): Promise<void> => {
  const path = await givenFile(adoption, files);
  const { where } = adoption;
  const session = await openDuckdb({ path, readOnly: true, threads: 1 }).catch((error) => {
    const failure = fileFailure(where, error, 'build it again');
    if (!isUnreadable(error) || !(failure instanceof Error)) throw failure;
    throw new DataError(`--candidate: ${failure.message}`, { cause: error });
  });
  try {
    if ((await session.catalog()).size === 0)
      throw new DataError(`--candidate: ${where} holds no table; build it again`);
    await removeDatabase(files.candidate);
    // Held open while its bytes are copied, so that nobody can begin to write to it
    await copyWhole(path, files.candidate);
  } finally {
    await session.close();
  }
};
