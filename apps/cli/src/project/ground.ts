import type { CheckedTable } from '@assay/checks';
import { type Column, type Session, UserError } from '@assay/core';
import { unwrittenIds } from '../audit/ids.ts';
import { type Blueprint, boundChecks } from './blueprint.ts';
import type { LoadedProject } from './load.ts';
import { schemaOf } from './sources.ts';
import { readWaivers } from './waivers.ts';

type Catalog = ReadonlyMap<string, readonly Column[]>;

const tablesOfFiles = ({ dataSets }: Blueprint, { files }: LoadedProject): string[] => [
  ...dataSets.map(({ name }) => `bronze.${name}`),
  ...files.map(({ table }) => table),
];

/** Holds contracts and waivers against the tables of a blueprint that lacks none any more. */
const sound = async (blueprint: Blueprint, loaded: LoadedProject, session: Session): Promise<Blueprint> => {
  const { dialect, physical } = session;
  const { checks, problems } = await boundChecks(blueprint, loaded, { dialect, physical });
  const ids = [...checks.map(({ id }) => id), ...unwrittenIds(blueprint.contracts, tablesOfFiles(blueprint, loaded))];
  const waived = await readWaivers(loaded.root, { ids, unknown: new Set() });
  const wrong = [...problems, ...waived.problems];
  if (wrong.length > 0) throw new UserError(wrong);
  return { ...blueprint, waivers: waived.waivers, deferred: new Set() };
};

const checked = (catalog: Catalog, grainOf: (table: string) => readonly string[]): [string, CheckedTable][] =>
  [...catalog].map(([table, columns]) => [table, { columns, grain: grainOf(table) }]);

/**
 * A blueprint with the tables that only the target knows, when it is drawn without them. Throws `UserError` with all
 * that is wrong with their contracts.
 */
export const grounded = async (blueprint: Blueprint, loaded: LoadedProject, session: Session): Promise<Blueprint> => {
  const { contracts, tables, deferred, unknown } = blueprint;
  if (deferred.size === 0) return blueprint;
  const grains = new Map(contracts.map(({ table, grain }) => [table, grain]));
  const catalog = new Map([...(await session.catalog([...unknown]))].filter(([table]) => !tables.has(table)));
  const found = checked(catalog, (table) => grains.get(table) ?? []);
  const mine = found.filter(([table]) => grains.has(table));
  const others = found.filter(([table]) => !grains.has(table));
  const whole = { ...blueprint, tables: new Map([...tables, ...mine]), others: new Map(others) };
  return sound(whole, loaded, session);
};

/**
 * The blueprint of a candidate that somebody else built: its tables are those that lie there and that a contract or a
 * model speaks of, with the columns they have there. Throws `UserError` where a contract does not fit them.
 */
export const groundedOn = async (blueprint: Blueprint, loaded: LoadedProject, session: Session): Promise<Blueprint> => {
  const { contracts, models } = blueprint;
  const grains = new Map([
    ...contracts.map(({ table, grain }) => [table, grain] as const),
    ...[...blueprint.tables].map(([table, { grain }]) => [table, grain] as const),
    ...models.map(({ table, grain }) => [table, grain] as const),
  ]);
  const found = checked(await session.catalog(), (table) => grains.get(table) ?? []).filter(
    ([table]) => schemaOf(table) !== '_assay',
  );
  const along = new Map(found.filter(([table]) => !grains.has(table)));
  const whole = {
    ...blueprint,
    models: models.filter(({ table }) => found.some(([name]) => name === table)),
    tables: new Map(found.filter(([table]) => grains.has(table))),
    others: along,
  };
  // What lies there was not loaded from raw files, though waivers may speak of them
  return { ...(await sound(whole, loaded, session)), dataSets: [], along };
};
