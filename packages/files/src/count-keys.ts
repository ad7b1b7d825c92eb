import type { Row } from '@assay/core';
import type { FieldsOfFile } from './fields.ts';

/**
 * SQL that counts in how many lines of each file a key is, and under no key the lines; for a query of `_path` and `json`. Of objects
 * within others (`a.b`) it counts the keys too.
 */
export const countKeys = (lines: string, objects: readonly (readonly string[])[] = []): string => {
  // Most lines have the same keys, so all that is done to keys comes after the lines are grouped
  const sets = ['json_keys(json) as k', ...objects.map((path, i) => `json_keys(json, ${pointer(path)}) as k${i}`)];
  const keys = [
    'k',
    ...objects.map((path, i) => `list_transform(k${i}, lambda key: ${quoted(`${path.join('.')}.`)} || key)`),
  ];
  return `with counted as (select _path, ${sets.join(', ')}, count(*)::double as lines from (${lines}) group by all)
    select _path, null as key, sum(lines) as lines from counted group by _path
    union all select _path, key, sum(lines)
      from (select _path, unnest(list_distinct(flatten([${keys.join(', ')}]))) as key, lines from counted)
      group by _path, key order by all`;
};

/** What it has counted, by file. */
export const countedKeys = (
  rows: readonly Row[],
  files: readonly { readonly name: string; readonly path: string }[],
): FieldsOfFile[] => {
  const byPath = new Map<string, Row[]>();
  for (const row of rows) {
    const mine = byPath.get(String(row._path));
    if (mine) mine.push(row);
    else byPath.set(String(row._path), [row]);
  }
  return files.map(({ name, path }) => {
    const mine = byPath.get(path) ?? [];
    const keys = mine.filter(({ key }) => key !== null);
    return {
      name,
      records: Number(mine.find(({ key }) => key === null)?.lines ?? 0),
      fields: new Map(keys.map(({ key, lines }) => [String(key), Number(lines)])),
    };
  });
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const pointer = (path: readonly string[]): string => quoted(`$${path.map((key) => `."${key}"`).join('')}`);
