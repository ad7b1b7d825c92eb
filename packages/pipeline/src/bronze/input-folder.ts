import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileFinding, RUNS, UserError } from '@assay/core';
import { isOthersOwn, leftOut } from '@assay/files';
import { closest, distance } from 'fastest-levenshtein';

export interface InputFolder {
  /** What lies there and belongs to no data set. */
  readonly findings: readonly FileFinding[];
  /** What is wrong with what lies there, one sentence each. */
  readonly problems: readonly string[];
}

export interface InputOptions {
  readonly input: string;
  /** The data sets that are loaded. */
  readonly names: readonly string[];
  /** Data sets that have a record schema, and that nothing is built of. */
  readonly idle: readonly string[];
}

/** Looks at the folder that holds one folder a data set; throws `UserError` where it is none, or holds none of them. */
export async function readInputFolder({ input, names, idle }: InputOptions): Promise<InputFolder> {
  const entries = (await listed(input)).filter((name) => !isOthersOwn(name));
  const kinds = await Promise.all(entries.map(async (name) => ({ name, kind: await kindOf(join(input, name)) })));
  const folders = kinds.filter(({ kind }) => kind !== 'file').map(({ name }) => name);
  if (!folders.some((name) => names.includes(name)))
    throw new UserError(`input ${input} holds no raw data; expected folders such as ${names.slice(0, 3).join(', ')}`);
  const lost = kinds.filter(({ name, kind }) => kind === 'lost' && names.includes(name));
  const stray = kinds.filter(({ name, kind }) => !(kind !== 'file' && [...names, ...idle].includes(name)));
  const found = leftOut(
    RUNS,
    stray.map(({ name, kind }) => (kind === 'file' ? name : `${name}/${hint(name, names)}`)),
  );
  return {
    // Raw data of which nobody says what its records are was never asked for
    findings: found ? [{ ...found, severity: 'warn' }] : [],
    problems: lost.map(({ name }) => `${join(input, name)}: is a link that leads nowhere; mend it or remove it`),
  };
}

async function listed(input: string): Promise<string[]> {
  const names = await readdir(input).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new UserError(`input ${input} is not a folder; it should hold one folder a data set`, { cause: error });
    throw error;
  });
  return names.sort();
}

const kindOf = (path: string): Promise<'file' | 'folder' | 'lost'> =>
  stat(path).then(
    (found) => (found.isDirectory() ? 'folder' : 'file'),
    () => 'lost',
  );

function hint(name: string, names: readonly string[]): string {
  const near = closest(name.toLowerCase(), [...names]);
  return distance(name.toLowerCase(), near) <= 2 ? ` (did you mean ${near}?)` : ' (no record schema has that name)';
}
