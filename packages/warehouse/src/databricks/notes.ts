import type { TableNotes } from '@assay/core';
import { databricksDialect as dialect } from './dialect.ts';

/** The table property that says which run a published table is of; it changes in the commit that changes the rows. */
export const RUN = 'assay.run';

/** Columns that liquid clustering takes. */
const MOST_KEYS = 4;

export const propertiesOf = (own: Readonly<Record<string, string>>, notes: TableNotes | undefined): string => {
  const properties = Object.entries(notes?.properties ?? {}).map(([name, value]) => [`assay.${name}`, value] as const);
  const pairs = [...Object.entries(own), ...properties].map((pair) => pair.map(dialect.literal).join(' = '));
  return `tblproperties (${pairs.join(', ')})`;
};

/** What stands between the name and the query of a table that is published: clustering keys, comment, properties. */
export const clausesOf = (own: Readonly<Record<string, string>>, notes: TableNotes | undefined): string => {
  const cluster = (notes?.cluster ?? []).slice(0, MOST_KEYS).map(dialect.id);
  return [
    ...(cluster.length > 0 ? [`cluster by (${cluster.join(', ')})`] : []),
    ...(notes?.description ? [`comment ${dialect.literal(notes.description)}`] : []),
    propertiesOf(own, notes),
  ].join(' ');
};
