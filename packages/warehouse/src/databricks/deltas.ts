import { databricksDialect as dialect } from './dialect.ts';
import { nameOf, pathOf, schemaOf } from './names.ts';
import { REPEATABLE_HINT } from './repeatable.ts';
import type { Place } from './switch.ts';

/** A table of which a run builds the changed rows alone, and the key by which they replace what is published. */
export interface Merged {
  readonly catalog: string;
  readonly table: string;
  readonly run: string;
  readonly key: readonly string[];
}

/** Where the changed rows of a table go. */
export const deltaPath = ({ catalog, table, run }: Omit<Merged, 'key'>): string =>
  pathOf(catalog, `${schemaOf(table)}.${nameOf(table)}__delta`, run);

const sameKey = (key: readonly string[]): string =>
  key.map((column) => `d.${dialect.id(column)} is not distinct from p.${dialect.id(column)}`).join(' and ');

/**
 * Lays an empty delta with the columns of the published table, and under the candidate's name a view of what the table
 * will be: what is published, less the keys that are replaced, plus the delta.
 */
export const layDelta = async (session: Place['session'], merged: Merged): Promise<void> => {
  const { catalog, table, run, key } = merged;
  const [published, delta] = [pathOf(catalog, table), deltaPath(merged)];
  await session.execute(`create or replace table ${delta} as select * from ${published} where 1 = 0`);
  await session.execute(
    `create or replace view ${pathOf(catalog, table, run)} as
     select * from ${published} as p where not exists (select 1 from ${delta} as d where ${sameKey(key)})
     union all select * from ${delta}`,
  );
};

/** Brings the delta into the published table; done twice it leaves the same rows. */
export const mergeText = (merged: Merged): string =>
  `${REPEATABLE_HINT} merge into ${pathOf(merged.catalog, merged.table)} as p using ${deltaPath(merged)} as d on ${sameKey(merged.key)}
   when matched then update set * when not matched then insert *`;
