import { type Adoption, DataError, type Session, UserError } from '@assay/core';
import { StatementError } from './errors.ts';
import { nameOf, pathOf, schemaOf } from './names.ts';

const PLACE = '{schema}';

interface Adopting {
  readonly session: Session;
  readonly catalog: string;
  readonly run: string;
}

/** A table of somebody's candidate and the published table that it is to become. */
export interface Adopted {
  readonly from: string;
  readonly table: string;
}

/**
 * The tables in the schemas that a pattern such as `{schema}_candidate` gives for the schemas of a project. Throws
 * `UserError` for a pattern that is none, `DataError` where it leads to no table.
 */
export const findAdopted = async (session: Session, { where, schemas }: Adoption): Promise<readonly Adopted[]> => {
  if (!where.includes(PLACE) || where === PLACE)
    throw new UserError(`--candidate takes a pattern of schemas such as ${PLACE}_candidate here, not ${where}`);
  const places = new Map(schemas.map((schema) => [where.replaceAll(PLACE, schema), schema]));
  const found = [...(await session.catalog([...places.keys()])).keys()].flatMap((from) => {
    const schema = places.get(schemaOf(from));
    return schema === undefined ? [] : [{ from, table: `${schema}.${nameOf(from)}` }];
  });
  if (found.length === 0)
    throw new DataError(
      `--candidate: there is no table in ${[...places.keys()].join(', ') || where}; build them first`,
    );
  return found;
};

/**
 * Takes over tables that somebody else built, as they are at this moment: Delta tables as shallow clones, which copy no
 * rows; views and others by their rows. What somebody writes to them afterwards is not seen.
 */
export const adoptTables = async (adopted: readonly Adopted[], { session, catalog, run }: Adopting): Promise<void> => {
  for (const { from, table } of adopted) {
    const target = pathOf(catalog, table, run);
    try {
      await session.execute(`create or replace table ${target} shallow clone ${pathOf(catalog, from)}`);
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
      await session.execute(`create or replace table ${target} as select * from ${pathOf(catalog, from)}`);
    }
  }
};
