/** Messages of the engine about a file, each as a sentence that quotes nothing of what stands in it. */
const FAILURES: readonly (readonly [RegExp, string])[] = [
  [
    /Duplicate name .* in struct|duplicate key/is,
    'names a key twice, or one in capitals and in small letters; a column has one name',
  ],
  [/Malformed JSON.*?at byte \d+ in line (\d+)/is, 'holds in line $1 what is no JSON object; deliver it again'],
  [
    /JSON transform error.*?in line (\d+)/is,
    'holds in line $1 a value of another type than its column; deliver it again',
  ],
  [/maximum_object_size/i, 'holds a line longer than 16 MB; deliver it in shorter ones'],
  [
    /not utf-?8|Invalid unicode|INVALID ENCODING|Invalid Input Error: Invalid string encoding/i,
    'is not UTF-8; save it as UTF-8',
  ],
  [/Error when sniffing/i, 'has rows of different lengths, or no commas between its cells; deliver it again'],
  [/Expected Number of Columns|MISSING COLUMNS|TOO MANY COLUMNS/i, 'has rows of different lengths; deliver it again'],
  [/Maximum line size|LINE SIZE/i, 'holds a line longer than 2 MB, or a quote that is never closed; deliver it again'],
  [
    /unterminated quote|quote.*(?:not|never) closed|UNQUOTED VALUE/i,
    'holds text after a closing quote, or one that is never closed; deliver it again',
  ],
  [/invalid state/i, 'mixes line ends or is no CSV; deliver it again'],
  [/gzip|zlib|miniz|inflate/i, 'is damaged as a packed file; deliver it again'],
  [
    /parquet|thrift|TProtocol|snappy|zstd|footer|magic bytes|page header|decompress|dictionary|encoding|row group|^Invalid Error/i,
    'is damaged, or no Parquet file; deliver it again',
  ],
  [/Could not convert|Conversion Error/i, 'holds a value that does not fit its column; deliver it again'],
];

/** Why the engine could not read a file, without a subject and without a value of the file; undefined for other failures. */
export function readingFailure(message: string): string | undefined {
  if (isOfStatement(message)) return undefined;
  for (const [pattern, sentence] of FAILURES) {
    const found = pattern.exec(message);
    if (found) return sentence.replace('$1', found[1] ?? '');
  }
  return undefined;
}

/** Whether the engine speaks of a statement, or of the names of folders: what is wrong with either is not wrong with a file. */
export const isOfStatement = (message: string): boolean =>
  /^(?:Binder|Parser|Catalog) Error|^[^'"\n]*hive/i.test(message);
