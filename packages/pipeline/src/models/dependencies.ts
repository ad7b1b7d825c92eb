import { bindParameters, type Problem, position, type Session } from '@assay/core';
import type { Model } from './model.ts';

export interface Reference {
  /** `schema.name` */
  readonly table: string;
  /** Where it stands in the model's text, from 0. */
  readonly at: number;
}

const walk = (node: unknown, found: Reference[]): void => {
  if (Array.isArray(node)) for (const child of node) walk(child, found);
  else if (typeof node === 'object' && node !== null) {
    const { type, schema_name, table_name, query_location } = node as Record<string, unknown>; // the parser's JSON has no types
    if (type === 'BASE_TABLE' && schema_name)
      found.push({ table: `${schema_name}.${table_name}`, at: Number(query_location) });
    for (const child of Object.values(node)) walk(child, found);
  }
};

interface Serialized {
  readonly error: boolean;
  readonly error_message?: string;
  readonly position?: string;
}

/** A stand-in of the parameter's own length, so that places in the parsed text are places in the file. */
const withoutParameters = (sql: string): string => bindParameters(sql, (name) => `_${name}`);

/**
 * The tables that each model reads, exactly as DuckDB's parser sees them. `session` is any DuckDB session; nothing is
 * run. A text that does not parse is a problem with its line.
 */
export const readReferences = async (
  session: Session,
  models: readonly Pick<Model, 'table' | 'sql' | 'file'>[],
): Promise<{ references: Map<string, Reference[]>; problems: Problem[] }> => {
  const references = new Map<string, Reference[]>();
  const problems: Problem[] = [];
  if (models.length === 0) return { references, problems };
  const texts = models.map(({ sql }) => `(json_serialize_sql(${session.dialect.literal(withoutParameters(sql))}))`);
  const { rows } = await session.query(`select col0 as tree from (values ${texts.join(', ')})`);
  rows.forEach(({ tree }, i) => {
    const model = models[i] as (typeof models)[number]; // one row a model, in order
    const parsed = JSON.parse(String(tree)) as Serialized; // the parser's JSON
    if (parsed.error) {
      const message = `is not one SELECT that can be read: ${parsed.error_message?.split('\n')[0]}`;
      problems.push({ file: model.file, message, ...position(model.sql, Number(parsed.position ?? 0)) });
    }
    const found: Reference[] = [];
    walk(parsed, found);
    references.set(model.table, found);
  });
  return { references, problems };
};
