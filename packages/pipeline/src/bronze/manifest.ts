import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const NAME = '_manifest.json';

const manifest = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      rows: z.int().nonnegative().optional(),
      bytes: z.int().nonnegative().optional(),
      sha256: z
        .string()
        .regex(/^[0-9a-fA-F]{64}$/)
        .optional(),
    }),
  ),
});

/** What whoever delivered a file says of it. */
export type Promised = z.infer<typeof manifest>['files'][number];

/** The manifest of a data set by path, undefined where there is none; a sentence where it cannot be read. */
export const readManifest = async (folder: string): Promise<ReadonlyMap<string, Promised> | string | undefined> => {
  const file = join(folder, NAME);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const { files } = manifest.parse(JSON.parse(text));
    return new Map(files.map((promised) => [promised.path, promised]));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : String(error);
    return `${file}: is not a manifest ({ "files": [{ "path", "rows", "bytes", "sha256" }] }): ${why}`;
  }
};

/** Sentences about files that are there and not promised, or promised and not there. */
export const compareWithManifest = (
  folder: string,
  promised: ReadonlyMap<string, Promised>,
  found: readonly string[],
): string[] => [
  ...[...promised.keys()]
    .filter((path) => !found.includes(path))
    .map((path) => `${join(folder, path)}: is missing, though ${NAME} lists it`),
  ...found
    .filter((path) => !promised.has(path))
    .map((path) => `${join(folder, path)}: is not listed in ${NAME}; remove it or list it`),
];
