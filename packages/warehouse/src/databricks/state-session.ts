import type { Column, Session } from '@assay/core';
import { databricksDialect as dialect } from './dialect.ts';
import { OWN_SCHEMA } from './events.ts';
import { candidateSchema, schemaOf, schemasOf } from './names.ts';

const isOwn = (schema: string): boolean => schema === OWN_SCHEMA || /__(\d{8}_|slots$)/.test(schema);

/** What is published, over a connection that stays open. */
export const publishedSession = (connection: Session): Session => ({
  ...connection,
  get statements() {
    return connection.statements;
  },
  catalog: async (schemas) => {
    const all = await connection.catalog(schemas);
    return new Map([...all].filter(([table]) => !isOwn(schemaOf(table))));
  },
  close: async () => {},
});

export interface CandidateState {
  readonly catalog: string;
  readonly run: string;
  /** What this run builds; every other table is seen as it is published. */
  readonly builds: ReadonlySet<string>;
}

/** A candidate: its own tables in schemas beside the published ones, and for the rest the published tables. */
export const candidateSession = (connection: Session, { catalog, run, builds }: CandidateState): Session => {
  const published = publishedSession(connection);
  return {
    ...published,
    get statements() {
      return connection.statements;
    },
    physical: (schema, name) => {
      const place = builds.has(`${schema}.${name}`) ? candidateSchema(schema, run) : schema;
      return [catalog, place, name].map(dialect.id).join('.');
    },
    catalog: async (schemas) => {
      const mine = schemasOf([...builds]).filter((schema) => schemas?.includes(schema) ?? true);
      const [there, here] = await Promise.all([
        published.catalog(schemas),
        mine.length > 0 ? connection.catalog(mine.map((schema) => candidateSchema(schema, run))) : new Map(),
      ]);
      const tables = new Map<string, readonly Column[]>();
      for (const [table, columns] of there) if (!builds.has(table)) tables.set(table, columns);
      for (const [table, columns] of here) {
        const name = table.replace(`__${run}.`, '.');
        if (builds.has(name)) tables.set(name, columns);
      }
      return tables;
    },
  };
};
