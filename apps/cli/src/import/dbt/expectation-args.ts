import * as z from 'zod';
import { expression, nameOf } from './translation.ts';

const text = z.union([z.string(), z.number()]);

/** Arguments that many expectations share. */
export const shared = {
  row_condition: z.string().nullish(),
  group_by: z.union([z.array(z.string()), z.string()]).nullish(),
  min_value: text.nullish(),
  max_value: text.nullish(),
  strictly: z.boolean().nullish(),
};

export const rows = (condition: string | null | undefined): string | undefined =>
  condition ? expression(condition) : undefined;

export const groupsOf = (given: string | readonly string[] | null | undefined): readonly string[] | undefined => {
  const list = given === null || given === undefined ? [] : typeof given === 'string' ? given.split(',') : given;
  return list.length > 0 ? list.map(nameOf) : undefined;
};

interface Bounded {
  readonly min_value?: string | number | null | undefined;
  readonly max_value?: string | number | null | undefined;
  readonly strictly?: boolean | null | undefined;
}

/** The bounds of an aggregate, as numbers. */
export const endsOf = ({ min_value, max_value, strictly }: Bounded): Record<string, number> => ({
  ...(min_value === null || min_value === undefined ? {} : { [strictly ? 'above' : 'at_least']: Number(min_value) }),
  ...(max_value === null || max_value === undefined ? {} : { [strictly ? 'below' : 'at_most']: Number(max_value) }),
});
