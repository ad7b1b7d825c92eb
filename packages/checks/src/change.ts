import type { Contract, ContractChange, Demand, Problem } from '@assay/core';
import { checkId } from './ids.ts';
import { suggestion } from './names.ts';

interface Changed {
  readonly demands: readonly Demand[];
  readonly disabled: readonly { readonly id: string; readonly why: string }[];
  readonly problems: readonly Problem[];
}

/** A new severity does away with the old limits, and new limits with the old severity. */
const weighedAnew = (what: ContractChange['with']): ContractChange['with'] => {
  const { severity, warn, error } = what;
  if (warn || error) return { warn: null, error: null, ...what, severity: error ? 'error' : 'warn' };
  return severity ? { ...what, warn: null, error: null } : what;
};

/** Applies what a project changes or switches off by id, and finds ids that two demands share. */
export const changed = (table: string, demands: readonly Demand[], contract: Contract | undefined): Changed => {
  const problems: Problem[] = [];
  const byId = new Map<string, Demand>();
  for (const demand of demands) {
    const id = checkId(table, demand);
    const other = byId.get(id);
    if (other) {
      const where = other.at ? `${other.at.file}:${other.at.line}` : 'the grain';
      problems.push({
        message: `${id} is demanded already (${where}); give this one a name:, or say change: to change that one`,
        ...(demand.at ?? contract?.at),
      });
    } else byId.set(id, demand);
  }
  const disabled: { id: string; why: string }[] = [];
  for (const { id, disable, with: what, at } of contract?.changes ?? []) {
    const demand = byId.get(id);
    if (!demand) {
      problems.push({ message: `there is no check ${id}${suggestion(id, [...byId.keys()])}`, ...at });
    } else if (disable !== null) {
      byId.delete(id);
      disabled.push({ id, why: disable });
    } else byId.set(id, { ...demand, ...weighedAnew(what), at });
  }
  return { demands: [...byId.values()], disabled, problems };
};
