import type { Session } from '@assay/core';
import type { DataSet } from './data-set.ts';

/** Makes the bronze tables without a row: what they look like is known before any file is. */
export const emptyBronze = async (session: Session, dataSets: readonly DataSet[]): Promise<void> => {
  const { id } = session.dialect;
  await session.execute('create schema if not exists bronze');
  for (const { name, columns } of dataSets) {
    const typed = columns.map((column) => `${id(column.name)} ${column.type}`);
    await session.execute(
      `create table bronze.${id(name)} (${[...typed, '_file varchar', '_line bigint'].join(', ')})`,
    );
  }
};
