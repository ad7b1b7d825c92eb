import { databricksDialect as dialect } from './dialect.ts';

/** `gold.a.b` is the table `a.b` of the schema `gold`. */
export const schemaOf = (table: string): string => table.slice(0, table.indexOf('.'));
export const nameOf = (table: string): string => table.slice(table.indexOf('.') + 1);

export const schemasOf = (tables: readonly string[]): string[] => [...new Set(tables.map(schemaOf))];

/** The schema beside a published one that holds a run's candidates. */
export const candidateSchema = (schema: string, run: string): string => `${schema}__${run}`;

/** The schema beside a published one that holds the slots of its tables. */
export const slotsSchema = (schema: string): string => `${schema}__slots`;

/** A table as the engine names it: the published one, or that of a run's candidate. */
export const pathOf = (catalog: string, table: string, run?: string): string => {
  const schema = schemaOf(table);
  return [catalog, run === undefined ? schema : candidateSchema(schema, run), nameOf(table)].map(dialect.id).join('.');
};
