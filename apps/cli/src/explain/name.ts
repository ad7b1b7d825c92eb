import { explainName, kinds, nearNames, recipes } from '@assay/checks';
import { UserError } from '@assay/core';
import { engineOf } from '@assay/warehouse';
import type { Effects } from '../effects.ts';
import { nameText } from './name-text.ts';

/** Writes what a name of a check means, ours or another tool's; needs no project. */
export const explainKind = (name: string, { json, effects }: { json: boolean; effects: Effects }): number => {
  const found = explainName(name, { kinds, recipes, ...engineOf({ type: 'duckdb' }) });
  if (found.length === 0) {
    const near = nearNames(
      name,
      [...kinds, ...recipes].map((one) => one.name),
    );
    const meant = near.length > 0 ? `did you mean ${near.join(', ')}?` : 'docs/checks.md lists them all';
    throw new UserError(`no kind, and no test of another tool, is called ${name}; ${meant}`);
  }
  effects.stdout.write(json ? `${JSON.stringify({ found })}\n` : `${found.map(nameText).join('\n\n')}\n`);
  return 0;
};
