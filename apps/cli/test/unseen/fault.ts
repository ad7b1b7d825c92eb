/** Something that goes wrong with raw files: for each data set that it touches, a SELECT over its records, `records`. */
export type Fault = Readonly<Record<string, string>>;

export type Faults = Readonly<Record<string, Fault>>;

/** The last day of the shop that faults are planted in. */
export const LAST = '2026-01-31';

/** Whether a record is among so many in a hundred, told by its key: the same on every run. */
export const oneOf = (percent: number, key: string): string => `hash(${key}::varchar || 'unseen') % 100 < ${percent}`;

/** Loses records. */
export const without = (where: string): string => `select * from records where not coalesce(${where}, false)`;

/** Changes columns, of all records or of some. */
export const changed = (set: Readonly<Record<string, string>>, where = 'true'): string => {
  const columns = Object.entries(set).map(([name, to]) => `case when hit then ${to} else ${name} end as ${name}`);
  return `select * exclude (hit) replace (${columns.join(', ')}) from (select *, coalesce(${where}, false) as hit from records)`;
};

/** Delivers records once more, with other values in some columns. */
export const again = (set: Readonly<Record<string, string>>, where: string): string => {
  const columns = Object.entries(set).map(([name, to]) => `${to} as ${name}`);
  return `select * from records union all by name select * replace (${columns.join(', ')}) from records where ${where}`;
};

/** A day so many days before the last one, as SQL. */
export const dayBack = (days: number): string => `(date '${LAST}' - ${days})`;
