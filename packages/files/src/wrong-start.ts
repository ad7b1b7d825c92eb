import { type CsvHeader, LONGEST_HEADER, parseCsvHeader } from './csv-header.ts';
import { type PackedFile, readHead } from './read-bytes.ts';

/** The header of a CSV file, or why it cannot be read as one, without a subject. */
export async function readCsvHeader(file: PackedFile): Promise<CsvHeader | string> {
  const head = await readHead(file, (bytes) => parsed(bytes)?.newline !== undefined || bytes.length > LONGEST_HEADER);
  if (head.length === 0) return 'is empty; a CSV file has at least a header';
  const encoding = foreignEncoding(head);
  if (encoding) return encoding;
  const header = parsed(head);
  if (header === undefined || header.names.every((name) => name.trim() === ''))
    return 'does not begin with a CSV header, names with commas between them';
  const [, delimiter] = /([;\t|])/.exec(header.names.length === 1 ? (header.names[0] ?? '') : '') ?? [];
  return delimiter ? `has ${JSON.stringify(delimiter)} between its cells; save it with commas` : header;
}

const parsed = (bytes: Buffer): CsvHeader | undefined =>
  parseCsvHeader(new TextDecoder('utf-8').decode(bytes.subarray(0, LONGEST_HEADER)));

/** Why the first bytes of an NDJSON file tell that it is none, without a subject; undefined where they do not. */
export async function wrongNdjson(file: PackedFile): Promise<string | undefined> {
  const head = await readHead(file, (bytes) => bytes.length >= FIRST_BYTES);
  if (head.subarray(0, 3).equals(BOM))
    return 'begins with a byte order mark, which JSON does not allow; save it without';
  return foreignEncoding(head);
}

const BOM = Buffer.from('\ufeff');
const FIRST_BYTES = 4096;

/** What is said of a file that is surely not in UTF-8. */
function foreignEncoding(head: Buffer): string | undefined {
  const isMarked =
    head.length >= 2 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff));
  if (isMarked) return 'is UTF-16, not UTF-8; save it as UTF-8';
  return head.subarray(0, FIRST_BYTES).includes(0) ? 'is UTF-16 or binary, not UTF-8; save it as UTF-8' : undefined;
}
