import type { Change } from '@assay/core';
import type { Compared } from './compared.ts';

/** Says when a row's data changed; a row that says nothing new does not count as changed. */
const STAMP = '_updated_at';

/** Keys that came, went, or stand on a row that says something else; NULL keys are keys. */
export const compareKeys = async (compared: Compared): Promise<Change['keys']> => {
  const { session, grain, before, after, columns } = compared;
  if (grain.length === 0 || grain.some((name) => !columns.includes(name))) return null;
  const { id, fingerprint } = session.dialect;
  const values = columns.filter((name) => !grain.includes(name) && name !== STAMP);
  const said = values.length > 0 ? fingerprint(values.map(id)) : '0';
  const state = (from: string) => `(select ${grain.map(id).join(', ')}, ${said} as _said from ${from})`;
  const same = grain.map((name) => `a.${id(name)} is not distinct from b.${id(name)}`).join(' and ');
  const { rows } = await session.query(
    `select cast(count(case when b._said is null then 1 end) as bigint) as added,
            cast(count(case when a._said is null then 1 end) as bigint) as removed,
            cast(count(case when a._said <> b._said then 1 end) as bigint) as changed
     from ${state(after)} a full join ${state(before)} b on ${same}`,
  );
  const [row] = rows;
  return { added: Number(row?.added), removed: Number(row?.removed), changed: Number(row?.changed) };
};
