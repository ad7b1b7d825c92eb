import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FileBelow {
  /** As seen from the folder, with `/`. */
  readonly name: string;
  readonly path: string;
}

export interface Below {
  /** In the order of their names. */
  readonly files: readonly FileBelow[];
  /** What lies there and cannot be read, as sentences without a subject: `is a link that leads nowhere`. */
  readonly lost: readonly { readonly name: string; readonly why: string }[];
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'is a link that leads nowhere',
  ELOOP: 'is a link that leads to itself',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  ENAMETOOLONG: 'has a path that is too long',
};

const whyOf = ({ code = '' }: NodeJS.ErrnoException): string => WHY[code] ?? `cannot be read (${code})`;

/** Names that begin with a dot are other programs' own: a mounted configuration keeps the files of its links there. */
const isHidden = (name: string): boolean => name.startsWith('.');

interface Place {
  readonly name: string;
  readonly path: string;
  /** The folders above it, as they really are: a link that leads back to one of them is not followed. */
  readonly above: readonly string[];
}

const nothing: Below = { files: [], lost: [] };

const look = async (entry: Dirent, { name, path, above }: Place): Promise<Below> => {
  try {
    const found = entry.isSymbolicLink() ? await stat(path) : entry;
    if (found.isDirectory()) return await below({ name, path, above }, await readdir(path, { withFileTypes: true }));
    if (found.isFile()) return { files: [{ name, path }], lost: [] };
    return { files: [], lost: [{ name, why: 'is neither a file nor a folder' }] };
  } catch (error) {
    return { files: [], lost: [{ name, why: whyOf(error as NodeJS.ErrnoException) }] }; // node:fs throws nothing else
  }
};

const below = async ({ name, path, above }: Place, entries: readonly Dirent[]): Promise<Below> => {
  const real = await realpath(path);
  if (above.includes(real)) return nothing;
  const seen = entries.filter((entry) => !isHidden(entry.name));
  const found = await Promise.all(
    seen.map((entry) =>
      look(entry, {
        name: name === '' ? entry.name : `${name}/${entry.name}`,
        path: join(path, entry.name),
        above: [...above, real],
      }),
    ),
  );
  return { files: found.flatMap(({ files }) => files), lost: found.flatMap(({ lost }) => lost) };
};

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);

/**
 * All files in a folder and below, links to files and folders followed, once round a circle of them. Throws what
 * `node:fs` throws where the folder itself is not there, is none, or may not be read.
 */
export const filesBelow = async (folder: string): Promise<Below> => {
  const { files, lost } = await below(
    { name: '', path: folder, above: [] },
    await readdir(folder, { withFileTypes: true }),
  );
  return { files: [...files].sort(byName), lost: [...lost].sort(byName) };
};
