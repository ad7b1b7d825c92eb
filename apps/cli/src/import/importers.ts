import type { Importer } from './suite.ts';

/** The tools whose tests can be read, each loaded when it is asked for. */
export const importers: Readonly<Record<string, () => Promise<Importer>>> = {
  dbt: async () => (await import('./dbt/import-dbt.ts')).dbt,
};
