import { allOf, id, join, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { groupName, unionAll } from './groups.ts';
import type { Context, Scalar } from './kind.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** The groups that there have to be, as a key of a kind's options. */
export const expected = z
  .array(z.union([scalar, z.array(scalar).min(2)]))
  .min(1)
  .optional()
  .describe('the groups that there have to be, and no others: a value each, or a list where by names several columns');

type Expected = readonly (Scalar | readonly Scalar[])[];

interface Expecting {
  readonly groups: Expected;
  readonly by: readonly string[];
  /** The groups that there are, their keys under their names, with `@found`. */
  readonly there: Sql;
  /** True for a group whose figure is outside. */
  readonly outside: Sql;
}

const valuesOf = (group: Expected[number]): readonly Scalar[] => (Array.isArray(group) ? group : [group as Scalar]); // isArray does not narrow readonly arrays

export const expectedProblems = (groups: Expected | undefined, by: readonly string[] = []): readonly string[] =>
  groups === undefined
    ? []
    : by.length === 0
      ? ['groups: needs by: to say what makes a group']
      : groups
          .filter((group) => valuesOf(group).length !== by.length)
          .map((group) => `the group ${JSON.stringify(group)} has ${valuesOf(group).length} values; by: ${by.length}`);

/** Groups that are new, that vanished, or whose figure is outside, with the fault of each. */
export const unexpected = ({ groups, by, there, outside }: Expecting, { literal }: Context): Sql => {
  const names = by.map(groupName);
  const wanted = unionAll(
    groups.map((group) => {
      const values = valuesOf(group).map((value, i) => sql`${literal(value, by[i])} as ${id(names[i] ?? '')}`);
      return sql`select ${join(values)}`;
    }),
  );
  const same = allOf(...names.map((name) => sql`t.${id(name)} = w.${id(name)}`));
  const keys = (alias: Sql) => names.map((name) => sql`${alias}.${id(name)}`);
  const present = sql`select ${join([...keys(sql`t`), sql`@found`])}, case when w.${id(names[0] ?? '')} is null then 'new' else 'outside' end as @fault from (${there}) t left join (${wanted}) w on ${same} where w.${id(names[0] ?? '')} is null or ${outside}`;
  const vanished = sql`select ${join(keys(sql`w`))}, null as @found, 'vanished' as @fault from (${wanted}) w where not exists (select 1 from (${there}) t where ${same})`;
  return unionAll([present, vanished]);
};
