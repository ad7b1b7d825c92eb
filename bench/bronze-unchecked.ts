import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Session } from '@assay/core';
import type { DataSet } from '@assay/pipeline';

const firstLine = async (path: string): Promise<string> => {
  for await (const line of createInterface({ input: createReadStream(path) })) return line;
  return '';
};

/** How DuckDB loads the files of each data set when it is told their columns and types and trusts them. */
export const uncheckedLoads = async (
  session: Session,
  input: string,
  dataSets: readonly DataSet[],
): Promise<string[]> => {
  const { literal } = session.dialect;
  const loads: string[] = [];
  for (const { name, columns } of dataSets) {
    const folder = join(input, name);
    const entries = await readdir(folder, { recursive: true }).catch(() => []);
    const found = entries.find((entry) => /\.(csv|ndjson|parquet)$/.test(entry));
    if (found === undefined) continue;
    const extension = found.slice(found.lastIndexOf('.') + 1);
    const files = literal(join(folder, '**', `*.${extension}`));
    const types = new Map(columns.map((column) => [column.name, column.type]));
    const typed = (names: readonly string[]): string =>
      `columns = {${names.map((one) => `${literal(one)}: ${literal(types.get(one) ?? 'VARCHAR')}`).join(', ')}}`;
    const sources: Readonly<Record<string, string>> = {
      csv: `read_csv(${files}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', ${typed((await firstLine(join(folder, found))).split(','))})`,
      ndjson: `read_json(${files}, format = 'newline_delimited', ${typed([...types.keys()])})`,
      parquet: `read_parquet(${files})`,
    };
    loads.push(`create table bronze.${session.dialect.id(name)} as select * from ${sources[extension]}`);
  }
  return loads;
};
