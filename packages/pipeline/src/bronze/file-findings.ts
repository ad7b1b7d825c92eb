import type { FileFinding, Session } from '@assay/core';

const SCHEMA = '_assay';
const NAME = 'file_findings';

/**
 * Writes down what is to be said of the files of some tables, in the candidate, so that it is known wherever the candidate is
 * checked. What was said of them before is forgotten.
 */
export async function keepFindings(
  session: Session,
  tables: readonly string[],
  findings: readonly FileFinding[],
): Promise<void> {
  const { literal } = session.dialect;
  const place = `${SCHEMA}.${NAME}`;
  await session.execute(`create schema if not exists ${SCHEMA};
    create table if not exists ${place} (table_name varchar, kind varchar, severity varchar, found varchar);
    delete from ${place} where table_name in (${tables.map(literal).join(', ')})`);
  for (const { table, kind, severity, found } of findings)
    await session.execute(`insert into ${place} values (${[table, kind, severity, found].map(literal).join(', ')})`);
}

/** What was written down of the files that the bronze tables of a state were loaded from. */
export async function keptFindings(session: Pick<Session, 'catalog' | 'physical' | 'query'>): Promise<FileFinding[]> {
  if (!(await session.catalog([SCHEMA])).has(`${SCHEMA}.${NAME}`)) return [];
  const { rows } = await session.query(
    `select table_name, kind, severity, found from ${session.physical(SCHEMA, NAME)} order by all`,
  );
  return rows.map(({ table_name, kind, severity, found }) => ({
    table: String(table_name),
    kind: kind as FileFinding['kind'], // only `keepFindings` writes it
    severity: severity as FileFinding['severity'], // likewise
    found: String(found),
  }));
}
