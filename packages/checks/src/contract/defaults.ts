import type { Contract, Demand, Problem } from '@assay/core';
import * as z from 'zod';
import { suggestion } from '../names.ts';
import { defaultsGrammar } from './grammar.ts';
import type { ContractSource } from './parse.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

type Said = z.infer<typeof defaultsGrammar>;
type Head = Omit<Said, 'tags' | 'tagged'>;
type Placed = Pick<ContractSource, 'file' | 'layer'>;

/** A `_defaults.yml` that has been read. */
export interface Defaults extends Placed {
  readonly read: YamlFile<Said>;
}

const folderOf = ({ file }: Placed): string => file.split(/[\\/]/).slice(0, -1).join('/');

/** `_defaults.yml` speaks for the contracts of its folder and of the folders below. */
export const isDefaults = ({ file }: Pick<ContractSource, 'file'>): boolean => /(^|[\\/])_defaults\.ya?ml$/i.test(file);

export const readDefaults = (
  sources: readonly ContractSource[],
): { defaults: readonly Defaults[]; problems: readonly Problem[] } => {
  const all = sources.map(({ file, layer, text }) => ({ file, layer, ...readYaml({ file, text }, defaultsGrammar) }));
  return {
    defaults: all.flatMap(({ file, layer, read }) => (read ? [{ file, layer, read }] : [])),
    problems: all.flatMap(({ problems }) => problems),
  };
};

/** The JSON Schema of `_defaults.yml`, for editors. */
export const defaultsJsonSchema = (): object => ({
  ...z.toJSONSchema(defaultsGrammar, { target: 'draft-7', io: 'input' }),
  title: 'Assay defaults',
});

/** Those that speak for a file, the nearest folder first. */
const speaking = (source: Placed, defaults: readonly Defaults[]): readonly Said[] =>
  defaults
    .filter((one) => one.layer === source.layer && `${folderOf(source)}/`.startsWith(`${folderOf(one)}/`))
    .sort((a, b) => folderOf(b).length - folderOf(a).length)
    .map(({ read }) => read.value);

const together = (lists: readonly (readonly string[] | undefined)[]): string[] => [
  ...new Set(lists.flatMap((list) => list ?? [])),
];

const withHeads = (demand: Demand, heads: readonly Head[]): Demand => ({
  ...demand,
  owner: [demand, ...heads].find(({ owner }) => owner)?.owner ?? null,
  runbook: [demand, ...heads].find(({ runbook }) => runbook)?.runbook ?? null,
});

/**
 * A contract with what is said for it elsewhere, where it says nothing itself: first for its tags, in their order, then
 * for its folder and those above. Lists add up. A check takes owner and runbook from its own tags before its table's.
 */
export const withDefaults = (contract: Contract, source: Placed, defaults: readonly Defaults[]): Contract => {
  const folders = speaking(source, defaults);
  if (folders.length === 0) return contract;
  const tagged = (tags: readonly string[]): Head[] =>
    tags.flatMap((tag) =>
      folders.flatMap(({ tagged: said = {} }) => (Object.hasOwn(said, tag) ? (said[tag] ?? []) : [])),
    );
  const tags = together([contract.tags, ...folders.map((folder) => folder.tags)]);
  const heads: readonly Head[] = [...tagged(tags), ...folders];
  const first = <K extends 'owner' | 'runbook' | 'domain' | 'refresh' | 'classification'>(key: K): string | null =>
    contract[key] ?? heads.find((head) => head[key] !== undefined)?.[key] ?? null;
  return {
    ...contract,
    owner: first('owner'),
    runbook: first('runbook'),
    domain: first('domain'),
    refresh: first('refresh'),
    classification: first('classification'),
    consumers: together([contract.consumers, ...heads.map(({ consumers }) => consumers)]),
    pii: together([contract.pii, ...heads.map(({ pii }) => pii)]),
    tags,
    demands: contract.demands.map((demand) => withHeads(demand, tagged(demand.tags))),
  };
};

/** Tags for which something is said and that nothing has. */
export const strayTags = (defaults: readonly Defaults[], contracts: readonly Contract[]): Problem[] => {
  const known = together(contracts.flatMap(({ tags, demands }) => [tags, ...demands.map((demand) => demand.tags)]));
  return defaults.flatMap(({ read: { value, at } }) =>
    Object.keys(value.tagged ?? {})
      .filter((tag) => !known.includes(tag))
      .map((tag) => ({ message: `no contract has the tag ${tag}${suggestion(tag, known)}`, ...at('tagged', tag) })),
  );
};
