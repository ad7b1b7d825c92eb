import { open } from 'node:fs/promises';
import type { FileFormat } from './format.ts';

const PACKED: readonly (readonly [string, Buffer])[] = [
  ['gzip', Buffer.from([0x1f, 0x8b])],
  ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
  ['zip', Buffer.from('PK\x03\x04', 'latin1')],
  ['bzip2', Buffer.from('BZh')],
  ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])],
];
const PARQUET = Buffer.from('PAR1');
const ENCRYPTED = Buffer.from('PARE');
const BOM = Buffer.from('\ufeff');

/**
 * Why the first and last bytes of a file tell that it is not what its name says, without a subject: packed in another way, a
 * Parquet file that is cut, text in UTF-16. Undefined where they do not.
 */
export async function wrongBytes(path: string, { format, gzip }: FileFormat): Promise<string | undefined> {
  const { head, tail } = await endsOf(path);
  if (head.length === 0) return gzip || format === 'parquet' ? 'is empty; deliver it again' : undefined;
  const packed = PACKED.find(([, magic]) => head.subarray(0, magic.length).equals(magic))?.[0];
  if (gzip) return packed === 'gzip' ? undefined : wrongPacking(packed);
  if (format === 'parquet') return wrongParquet(head, tail, packed);
  if (packed === 'gzip') return 'is packed by gzip; let its name end in .gz';
  if (packed) return `is packed by ${packed}; unpack it, or pack it by gzip`;
  return head.subarray(0, 4).equals(PARQUET) ? 'is a Parquet file; let its name end in .parquet' : undefined;
}

const wrongPacking = (packed: string | undefined): string =>
  packed
    ? `is packed by ${packed}, not by gzip; pack it by gzip`
    : 'is not packed by gzip, though its name ends in .gz; deliver it again';

function wrongParquet(head: Buffer, tail: Buffer, packed: string | undefined): string | undefined {
  if (packed) return `is packed by ${packed}; Parquet files pack their own columns, so unpack it`;
  if (head.subarray(0, 3).equals(BOM))
    return 'begins with a byte order mark, as text does, and is no Parquet file; deliver it again';
  if (head.subarray(0, 4).equals(ENCRYPTED)) return 'is an encrypted Parquet file; deliver it in the clear';
  if (!head.subarray(0, 4).equals(PARQUET)) return 'is no Parquet file; deliver it again';
  return tail.equals(PARQUET) ? undefined : 'is not a whole Parquet file: its end is missing; deliver it again';
}

async function endsOf(path: string): Promise<{ head: Buffer; tail: Buffer }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = await file.read(Buffer.alloc(8), 0, 8, 0);
    const tail = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
    return { head: head.buffer.subarray(0, head.bytesRead), tail: tail.buffer.subarray(0, tail.bytesRead) };
  } finally {
    await file.close();
  }
}
