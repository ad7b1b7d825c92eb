import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Session } from '@assay/core';

interface Field {
  readonly type: string | readonly string[];
  readonly format?: string;
  readonly multipleOf?: number;
}

const columnType = ({ type, format, multipleOf }: Field): string => {
  const base = [type].flat().find((name) => name !== 'null');
  if (base === 'integer') return 'bigint';
  if (base === 'boolean') return 'boolean';
  if (base === 'number')
    return multipleOf === 0.01 ? 'decimal(18,2)' : multipleOf === 0.0001 ? 'decimal(18,4)' : 'double';
  return format === 'date' ? 'date' : format === 'date-time' ? 'timestamp' : 'varchar';
};

/** Makes the bronze tables of all record schemas, without rows. */
export const emptyBronze = async (session: Session, records: string): Promise<void> => {
  await session.execute('create schema bronze');
  for (const file of await readdir(records)) {
    const schema = JSON.parse(await readFile(join(records, file), 'utf8')) as { properties: Record<string, Field> }; // our own files
    const columns = Object.entries(schema.properties).map(([name, field]) => `"${name}" ${columnType(field)}`);
    const all = [...columns, '_file varchar', '_line bigint'].join(', ');
    await session.execute(`create table bronze."${basename(file, '.schema.json')}" (${all})`);
  }
};
