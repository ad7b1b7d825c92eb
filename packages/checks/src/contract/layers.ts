import type { Contract, Problem } from '@assay/core';
import type { Said } from './parse.ts';

const together = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

const first = <T>(values: readonly (T | null)[]): T | null => values.find((value) => value !== null) ?? null;

const merged = (said: readonly Contract[], builtIn: boolean): Contract | undefined => {
  const [strongest] = said;
  if (!strongest) return undefined;
  const pick = <K extends keyof Contract>(key: K) => first(said.map((contract) => contract[key])) as Contract[K]; // null stays null
  const columns = [...new Set(said.flatMap((contract) => contract.columns.map(({ name }) => name)))].map((name) => {
    const found = said.flatMap((contract) => contract.columns.filter((column) => column.name === name));
    const at = found[0]?.at ?? strongest.at;
    return {
      name,
      type: first(found.map(({ type }) => type)),
      description: first(found.map((c) => c.description)),
      at,
    };
  });
  return {
    ...strongest,
    builtIn,
    description: pick('description'),
    owner: pick('owner'),
    runbook: pick('runbook'),
    domain: pick('domain'),
    version: pick('version'),
    refresh: pick('refresh'),
    classification: pick('classification'),
    retentionDays: pick('retentionDays'),
    readyBy: pick('readyBy'),
    freshness: pick('freshness'),
    mayBeEmpty: pick('mayBeEmpty'),
    chart: pick('chart'),
    grain: said.find(({ grain }) => grain.length > 0)?.grain ?? [],
    consumers: together(said.map((contract) => contract.consumers)),
    public: together(said.map((contract) => contract.public)),
    pii: together(said.map((contract) => contract.pii)),
    tags: together(said.map((contract) => contract.tags)),
    columns,
    demands: said.flatMap((contract) => [...contract.demands]),
    changes: said.flatMap((contract) => [...contract.changes]),
    files: said.flatMap((contract) => [...contract.files]),
    mentions: said.flatMap((contract) => [...contract.mentions]),
  };
};

/** One contract a table. Two files of the same layer for one table are a problem: nobody could tell which one wins. */
export const layered = (said: readonly Said[]): { contracts: readonly Contract[]; problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  const tables = new Set(said.map(({ contract }) => contract.table));
  const contracts = [...tables].flatMap((table) => {
    const ordered = said.filter(({ contract }) => contract.table === table).sort((a, b) => a.layer - b.layer);
    for (const [i, { contract, layer }] of ordered.entries()) {
      const before = ordered[i - 1];
      if (before?.layer === layer)
        problems.push({
          message: `${contract.table} has a contract already, in ${before.contract.at.file}`,
          ...contract.at,
        });
    }
    return (
      merged(
        ordered.map(({ contract }) => contract),
        ordered.every(({ builtIn }) => builtIn),
      ) ?? []
    );
  });
  return { contracts, problems };
};
