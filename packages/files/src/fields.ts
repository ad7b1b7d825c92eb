import type { FileFinding } from '@assay/core';

/** What records of one file name: columns of a table, keys of lines, and `a.b` for what lies within others. */
export interface FieldsOfFile {
  /** As it is shown. */
  readonly name: string;
  readonly records: number;
  /** In how many records each is. */
  readonly fields: ReadonlyMap<string, number>;
}

/** Of a file whose records all have the same columns. */
export const columnsOfFile = (name: string, columns: readonly string[]): FieldsOfFile => ({
  name,
  records: 1,
  fields: new Map(columns.map((column) => [column, 1])),
});

/** What is said where a field is in some files and in no record of others; undefined where none is. */
export function fieldsMissing(table: string, files: readonly FieldsOfFile[]): FileFinding | undefined {
  const filled = files.filter(({ records }) => records > 0);
  const names = new Set(filled.flatMap(({ fields }) => [...fields.keys()]));
  const found = [...names].flatMap((name) => {
    const lacking = filled.filter(({ fields }) => !fields.has(name));
    if (!isExpected(name, filled, lacking)) return [];
    return [{ name, said: `is missing from ${inFiles(lacking, filled)}` }];
  });
  return finding(table, 'fields_missing', found);
}

/** What is said where files have fields that nobody has named, which are not read; undefined where none has. */
export function fieldsLeftOut(
  table: string,
  files: readonly FieldsOfFile[],
  { known, schema }: { readonly known: ReadonlySet<string>; readonly schema: string },
): FileFinding | undefined {
  const names = new Set(files.flatMap(({ fields }) => [...fields.keys()]).filter((name) => !known.has(name)));
  const found = [...names].map((name) => {
    const having = files.filter(({ fields }) => fields.has(name));
    return { name, said: `is in ${inFiles(having, files)}` };
  });
  const left = finding(table, 'fields_left_out', found);
  return left && { ...left, found: `not read, because ${schema} does not name them: ${left.found}` };
}

const inFiles = (some: readonly FieldsOfFile[], all: readonly FieldsOfFile[]): string =>
  all.length === 1 ? String(some[0]?.name) : `${some.length} of ${all.length} files, such as ${some[0]?.name}`;

/** So many records would have a field that is in none, were it as frequent as elsewhere: that is no chance. */
const MANY = 20;

/** A record need not name what is null, so a field that only some records have may be missing from a small file. */
function isExpected(name: string, files: readonly FieldsOfFile[], lacking: readonly FieldsOfFile[]): boolean {
  const having = files.filter((file) => !lacking.includes(file));
  const there = having.reduce((sum, { fields }) => sum + (fields.get(name) ?? 0), 0);
  const share = there / sumOf(having);
  return lacking.length > 0 && (share === 1 || share * sumOf(lacking) >= MANY);
}

const sumOf = (files: readonly FieldsOfFile[]): number => files.reduce((sum, { records }) => sum + records, 0);

const SHOWN = 5;

/** What may be a name; a key of a line can be anything, an address too. */
const NAME = /^$|^[\p{L}_$][\p{L}\p{M}\p{N}_$ .:/()[\]%#-]{0,79}$/u;

function finding(
  table: string,
  kind: FileFinding['kind'],
  fields: readonly { readonly name: string; readonly said: string }[],
): FileFinding | undefined {
  if (fields.length === 0) return undefined;
  const shown = fields.filter(({ name }) => NAME.test(name)).slice(0, SHOWN);
  const rest = fields.length - shown.length;
  const said = shown.map(({ name, said }) => `${name || '(unnamed)'} ${said}`);
  return { table, kind, severity: 'warn', found: [...said, ...(rest > 0 ? [`${rest} more`] : [])].join('; ') };
}
