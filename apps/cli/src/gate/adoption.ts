import { type Adoption, UserError } from '@assay/core';
import { type Flags, text } from '../command.ts';
import type { Effects } from '../effects.ts';
import type { Blueprint } from '../project/blueprint.ts';
import { schemaOf } from '../project/sources.ts';

/** What `--candidate` names; undefined where this run builds its candidate itself. */
export const adoptionOf = (
  flags: Flags,
  { blueprint, effects }: { readonly blueprint: Blueprint; readonly effects: Effects },
): Adoption | undefined => {
  const where = text(flags, 'candidate');
  const { contracts, models } = blueprint;
  if (where === undefined) {
    if (models.length > 0) return undefined;
    throw new UserError(
      'there is no model to build; check what others built with: assay check, publish it with: assay gate --candidate <where>',
    );
  }
  if (text(flags, 'select') !== undefined)
    throw new UserError('--candidate is published as a whole; leave --select out');
  const schemas = [...new Set([...contracts, ...models].map(({ table }) => schemaOf(table)))];
  return { where, from: effects.cwd, schemas };
};
