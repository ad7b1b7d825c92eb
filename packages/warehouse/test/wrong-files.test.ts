import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FileTable } from '@assay/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountFiles } from '../src/duckdb/mount.ts';

let orchard: string;
beforeAll(async () => {
  orchard = await mkdtemp(join(tmpdir(), 'assay-orchard-'));
});
afterAll(() => rm(orchard, { recursive: true }));

let count = 0;
/** What is said of a table of one file. */
const refusal = async (name: string, content: string | Buffer): Promise<string> => {
  count += 1;
  const path = `crop${count}`;
  await mkdir(join(orchard, path));
  await writeFile(join(orchard, path, name), content);
  const format = /csv|ndjson|parquet/.exec(name)?.[0] as FileTable['format'];
  const error = await mountFiles([{ table: 'farm.crop', path, place: join(orchard, path), format }]).catch((e) => e);
  expect(error).toMatchObject({ name: 'DataError' });
  return String(error.message).replace(`sources: farm.crop: ${path}/${name}: `, '');
};

const CSV = 'tree,fruit\n1,Pear\n2,Quince\n';
const NDJSON = '{"tree":1,"fruit":"Pear"}\n{"tree":2,"fruit":"Quince"}\n';
const ZERO = 'holds zero bytes, as a machine leaves that loses power while it writes; deliver it again';
const UTF16 = 'is UTF-16, not UTF-8; save it as UTF-8';
const LATIN1 = 'is not UTF-8 but another encoding, such as Latin-1; save it as UTF-8';
const cut = gzipSync(CSV.repeat(99)).subarray(0, 60);

describe('a table of files says of a file that cannot be read what the raw files of a data set say', () => {
  it.each<[string, string, string | Buffer, string]>([
    ['UTF-16', 'a.csv', Buffer.from(`\ufeff${CSV}`, 'utf16le'), UTF16],
    ['UTF-16', 'a.ndjson', Buffer.from(`\ufeff${NDJSON}`, 'utf16le'), UTF16],
    ['UTF-16, packed', 'a.csv.gz', gzipSync(Buffer.from(`\ufeff${CSV}`, 'utf16le')), UTF16],
    ['Latin-1', 'a.csv', Buffer.from('tree,fruit\n1,Pêche\n2,Mûre\n3,Pêche\n', 'latin1'), LATIN1],
    ['Latin-1', 'a.ndjson', Buffer.from('{"a":"Pêche"}\n{"a":"Mûre"}\n{"a":"é"}\n', 'latin1'), LATIN1],
    [
      'a damaged character',
      'a.csv',
      Buffer.from('tree,fruit\n1,P\xeache\n', 'latin1'),
      'is not UTF-8; save it as UTF-8',
    ],
    ['semicolons', 'a.csv', CSV.replaceAll(',', ';'), 'has ";" between its cells; save it with commas'],
    ['tabs', 'a.csv', CSV.replaceAll(',', '\t'), 'has "\\t" between its cells; save it with commas'],
    ['zeros at once', 'a.csv', '\0\0\0\0', 'is UTF-16 or binary, not UTF-8; save it as UTF-8'],
    [
      'a long line',
      'a.csv',
      `${CSV}3,${'x'.repeat(17e6)}\n`,
      'holds a line longer than 16 MB; deliver it in shorter ones',
    ],
    ['blank lines', 'a.csv', '\n\n\n', 'does not begin with a CSV header, names with commas between them'],
    ['nothing', 'a.csv', '', 'is empty; a CSV file has at least a header'],
    ['nothing, packed', 'a.csv.gz', gzipSync(''), 'is empty; a CSV file has at least a header'],
    ['not even gzip', 'a.csv.gz', '', 'is empty; deliver it again'],
    [
      'a mark',
      'a.ndjson',
      `\ufeff${NDJSON}`,
      'begins with a byte order mark, which JSON does not allow; save it without',
    ],
    ['zeros', 'a.csv', `${CSV.padEnd(5000, '3,Fig\n')}\n4,\0\0\n`, ZERO],
    ['zeros', 'a.ndjson', `${NDJSON.repeat(99)}${'\0'.repeat(40)}\n`, ZERO],
    ['a cut', 'a.csv.gz', cut, 'its gzip stream breaks off: the file is cut short; deliver it again'],
    ['text', 'a.csv.gz', CSV, 'is not packed by gzip, though its name ends in .gz; deliver it again'],
    ['gzip', 'a.ndjson', gzipSync(NDJSON), 'is packed by gzip; let its name end in .gz'],
    ['text', 'a.parquet', CSV, 'is no Parquet file; deliver it again'],
    [
      'a column twice',
      'a.csv',
      'tree,fruit,Tree\n1,Pear,2\n',
      'names a column twice, or one in capitals and in small letters; a column has one name',
    ],
  ])('%s: %s', async (_, name, content, sentence) => {
    expect(await refusal(name, content)).toBe(sentence);
  });

  it('reads a mark before a CSV header, and what lies across the chunks of a long file', async () => {
    await mkdir(join(orchard, 'good'));
    const long = Array.from({ length: 60_000 }, (_, i) => `${i},🍐é${'ü'.repeat(i % 7)}\n`).join('');
    await writeFile(join(orchard, 'good/a.csv'), `\ufefftree,fruit\n${long}`);
    const { columns } = await mountFiles([
      { table: 'farm.crop', path: 'good', place: join(orchard, 'good'), format: 'csv' },
    ]);
    expect(columns.get('farm.crop')).toEqual([
      { name: 'tree', type: 'bigint' },
      { name: 'fruit', type: 'varchar' },
    ]);
  });
});

it('a message of the engine about a file carries none of its values', async () => {
  const message = await refusal('a.csv', 'tree,fruit\n1,Pear\n"Wilma Testa" of hive,2\n3,4,5,6\n');
  expect(message).not.toMatch(/Wilma|Error/);
});
