import type { FileFormat } from './format.ts';
import { isOtherEncoding, OTHER_ENCODING } from './latin1.ts';
import { wrongBytes } from './magic.ts';
import { readThrough } from './read-through.ts';
import { readCsvHeader, wrongNdjson } from './wrong-start.ts';

/**
 * Why a file cannot be read as what its name says, without a subject and without a value of it; undefined where nothing is
 * wrong with it before its records are read.
 */
export async function wrongFile(path: string, { format, gzip }: FileFormat): Promise<string | undefined> {
  const bytes = await wrongBytes(path, { format, gzip });
  if (bytes !== undefined || format === 'parquet') return bytes;
  const file = { path, gzip };
  const { damage, zeros, utf8 } = await readThrough(file);
  if (damage !== undefined) return damage;
  const start = format === 'csv' ? await readCsvHeader(file) : await wrongNdjson(file);
  if (typeof start === 'string') return start;
  if (zeros) return `holds ${ZERO_BYTES}`;
  if (utf8) return undefined;
  return (await isOtherEncoding(file)) ? OTHER_ENCODING : 'is not UTF-8; save it as UTF-8';
}

/** What is said of a file, or of a record of it, that has them. */
export const ZERO_BYTES = 'zero bytes, as a machine leaves that loses power while it writes; deliver it again';
