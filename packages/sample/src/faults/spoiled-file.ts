import type { WrittenFile } from './fault.ts';

/** The file that faults of files take: the last but one, which is a whole month, or the only one. */
export const spoiledFile = (files: readonly WrittenFile[]): WrittenFile => {
  const file = [...files].sort((a, b) => (a.path < b.path ? -1 : 1)).at(files.length > 1 ? -2 : -1);
  if (!file) throw new RangeError('no file to spoil');
  return file;
};
