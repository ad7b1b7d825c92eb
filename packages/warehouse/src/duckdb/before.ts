import type { Candidate, Session } from '@assay/core';
import { readCatalog } from './catalog.ts';
import { exists } from './files.ts';
import { readPublication } from './journal.ts';

const NAME = '_published';

/** Lets a candidate's session read what is published, beside its own copy, for comparison. */
export const attachPublished = async (session: Session, path: string): Promise<Candidate['before']> => {
  if (!(await exists(path))) return undefined;
  const { literal, id } = session.dialect;
  await session.execute(`attach ${literal(path)} as ${id(NAME)} (read_only)`);
  return {
    publication: await readPublication(session, NAME),
    physical: (schema, name) => [NAME, schema, name].map(id).join('.'),
    catalog: (schemas) => readCatalog(session.query, literal(NAME), schemas),
  };
};
