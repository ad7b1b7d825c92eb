import type { Before, Session } from '@assay/core';
import { readCatalog } from './catalog.ts';
import { exists } from './files.ts';
import { type Numbered, readPublication } from './journal.ts';

export interface Published extends Before {
  readonly publication: Numbered | undefined;
}

const NAME = '_published';

/** Lets a candidate's session read what is published, beside its own copy, for comparison. */
export const attachPublished = async (session: Session, path: string): Promise<Published | undefined> => {
  if (!(await exists(path))) return undefined;
  const { literal, id } = session.dialect;
  await session.execute(`attach ${literal(path)} as ${id(NAME)} (read_only)`);
  return {
    publication: await readPublication(session, NAME),
    physical: (schema, name) => [NAME, schema, name].map(id).join('.'),
    catalog: (schemas) => readCatalog(session.query, literal(NAME), schemas),
  };
};
