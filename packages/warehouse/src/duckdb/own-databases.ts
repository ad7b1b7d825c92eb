import { chmod } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ownFileMode } from '@assay/files';
import { fileFailure, isDamaged } from './failure.ts';
import { exists, type Files, removeDatabase, setAside } from './files.ts';
import { isUnmade, makeDatabase } from './make-database.ts';
import type { DuckdbSession } from './session.ts';

interface Attaching {
  readonly name: 'bronze' | 'quarantine';
  readonly path: string;
  readonly tell: (message: string) => void;
}

const attach = async (session: DuckdbSession, { name, path, tell }: Attaching): Promise<void> => {
  const { literal, id } = session.dialect;
  const text = `attach ${literal(path)} as ${id(name)}`;
  // Bronze is made for each run, which begins without it; quarantine is kept, so it is never seen half-made
  if (name === 'quarantine') await makeDatabase(path);
  const isNew = !(await exists(path));
  await session.execute(text).catch(async (error) => {
    if (!isDamaged(error)) throw error;
    if (await isUnmade(path, error)) await removeDatabase(path);
    else await setAside(path, tell);
    await makeDatabase(path);
    await session.execute(text);
  });
  if (isNew) await chmod(path, await ownFileMode(dirname(path)));
};

/**
 * Bronze and quarantine lie in files of their own: they are no part of the set, and a refusal keeps them. A file that
 * somebody else built may have schemas of these names; they win.
 */
export const attachOwn = async (
  session: DuckdbSession,
  files: Files,
  tell: (message: string) => void,
): Promise<void> => {
  const { rows } = await session.query('select schema_name as name from duckdb_schemas() where not internal');
  const taken = new Set(rows.map(({ name }) => name));
  for (const name of (['bronze', 'quarantine'] as const).filter((one) => !taken.has(one)))
    await attach(session, { name, path: files[name], tell }).catch((error) => {
      throw fileFailure(files[name], error);
    });
};
