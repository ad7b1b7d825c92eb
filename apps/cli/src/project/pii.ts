import { maskWith, parseContracts } from '@assay/checks';
import type { Value } from '@assay/core';
import { layerFolders, readContractSources } from './layers.ts';
import type { LoadedProject } from './load.ts';

export interface Pii {
  /** Tables with at least one PII column. */
  readonly tables: ReadonlySet<string>;
  /** Masks the values of a table's PII columns; undefined where it has none. */
  mask(table: string, key: string | undefined): ((column: string, value: Value) => Value) | undefined;
}

/** The columns that contracts call PII. Contracts alone are read: a spot-check has no time for models. */
export const piiOf = async ({ root, project }: LoadedProject): Promise<Pii> => {
  const sources = await readContractSources(layerFolders('checks', project.checks, root), root);
  const { contracts } = parseContracts(sources);
  const byTable = new Map(contracts.filter(({ pii }) => pii.length > 0).map(({ table, pii }) => [table, new Set(pii)]));
  return {
    tables: new Set(byTable.keys()),
    mask: (table, key) => {
      const columns = byTable.get(table);
      const hide = maskWith(key);
      return columns && ((column, value) => (columns.has(column) ? hide(value) : value));
    },
  };
};
