import type { Contract, Problem } from '@assay/core';
import type { z } from 'zod';
import { defaultsGrammar } from './grammar.ts';
import type { ContractSource } from './parse.ts';
import { readYaml } from './yaml-file.ts';

type Defaults = z.infer<typeof defaultsGrammar>;

const folderOf = ({ file, layer }: Pick<ContractSource, 'file' | 'layer'>): string =>
  `${layer} ${file.split(/[\\/]/).slice(0, -1).join('/')}`;

/** `_defaults.yml` speaks for the contracts of its folder. */
export const isDefaults = ({ file }: Pick<ContractSource, 'file'>): boolean => /(^|[\\/])_defaults\.ya?ml$/.test(file);

export const readDefaults = (
  sources: readonly ContractSource[],
): { defaults: ReadonlyMap<string, Defaults>; problems: readonly Problem[] } => {
  const read = sources.map((source) => ({ source, ...readYaml(source, defaultsGrammar) }));
  return {
    defaults: new Map(
      read.flatMap(({ source, read: found }) => (found ? [[folderOf(source), found.value] as const] : [])),
    ),
    problems: read.flatMap(({ problems }) => problems),
  };
};

/** A contract with what its folder says where it says nothing itself; lists add up. */
export const withDefaults = (
  contract: Contract,
  source: ContractSource,
  defaults: ReadonlyMap<string, Defaults>,
): Contract => {
  const folder = defaults.get(folderOf(source));
  if (!folder) return contract;
  return {
    ...contract,
    owner: contract.owner ?? folder.owner ?? null,
    runbook: contract.runbook ?? folder.runbook ?? null,
    domain: contract.domain ?? folder.domain ?? null,
    refresh: contract.refresh ?? folder.refresh ?? null,
    classification: contract.classification ?? folder.classification ?? null,
    consumers: [...new Set([...contract.consumers, ...(folder.consumers ?? [])])],
    pii: [...new Set([...contract.pii, ...(folder.pii ?? [])])],
    tags: [...new Set([...contract.tags, ...(folder.tags ?? [])])],
  };
};
