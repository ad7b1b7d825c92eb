import { readBytes } from '@assay/files';
import type { RawFile } from './raw-files.ts';

const BOM = [0xef, 0xbb, 0xbf];
const [QUOTE, COMMA, LF, CR] = [0x22, 0x2c, 0x0a, 0x0d];

/**
 * The numbers of the records that begin at some byte offsets (ascending), the header not counted.
 * A quote opens a cell only at its beginning; an empty line is a record only where there is but one column.
 */
export const numberCsvRecords = async (
  file: RawFile,
  offsets: readonly number[],
  columns: number,
): Promise<number[]> => {
  const numbers: number[] = [];
  let at = 0;
  let records = -1;
  let quoted = false;
  let quotedCell = false;
  let cellStart = true;
  let lineStart = true;
  let previous = 0;
  for await (const chunk of readBytes(file)) {
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i] ?? 0;
      const newline = !quoted && (byte === LF || byte === CR);
      if (newline) {
        const empty = lineStart && !(byte === LF && previous === CR);
        if (empty && columns === 1) records += 1;
        lineStart = true;
      } else if (lineStart) {
        records += 1;
        lineStart = false;
      }
      while (numbers.length < offsets.length && at >= (offsets[numbers.length] ?? 0) && !newline) numbers.push(records);
      if (cellStart) quotedCell = byte === QUOTE;
      if (byte === QUOTE && (cellStart || quoted || (quotedCell && previous === QUOTE))) quoted = !quoted;
      cellStart = (!quoted && (byte === COMMA || newline)) || (at < 3 && BOM[at] === byte);
      previous = byte;
      at += 1;
    }
    if (numbers.length === offsets.length) break;
  }
  return numbers;
};
