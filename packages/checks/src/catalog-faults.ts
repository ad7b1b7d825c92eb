import { join, type Sql, sql } from '@assay/core';
import { unionAll } from './groups.ts';

/** Something about a table's columns that is not as demanded. */
export interface CatalogFault {
  readonly column: string;
  readonly fault: string;
}

/** Faults that are known without a scan, as rows that people can list like any other offenders. */
export const faultRows = (faults: readonly CatalogFault[]): Sql =>
  faults.length === 0
    ? sql`select * from (${row({ column: '', fault: '' })}) faults where column_name <> ''`
    : unionAll(faults.map(row));

const row = ({ column, fault }: CatalogFault): Sql =>
  join([sql`select ${column} as column_name`, sql`${fault} as fault`]);
