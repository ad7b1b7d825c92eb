import { type Contract, chartColumns, type Demand, type Problem } from '@assay/core';
import type { Kind } from '../kind.ts';
import { kinds as builtIn } from '../kinds/index.ts';
import type { Recipe } from '../recipe.ts';
import { recipes as builtInRecipes } from '../recipes/index.ts';
import { type Around, PLAIN } from './around.ts';
import { contradictions } from './contradictions.ts';
import { isDefaults, readDefaults, strayTags, withDefaults } from './defaults.ts';
import { AROUND, type ContractFile, contractGrammar } from './grammar.ts';
import { layered } from './layers.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

export interface ContractSource {
  readonly file: string;
  readonly text: string;
  /** 0 is the strongest: the project's own. */
  readonly layer: number;
  /** Shipped with the product: silent about tables that the project does not have. */
  readonly builtIn?: boolean | undefined;
}

/** One file's say on a table, before the layers are laid over each other. */
export interface Said {
  readonly contract: Contract;
  readonly layer: number;
  readonly builtIn: boolean;
}

type Entry = NonNullable<ContractFile['checks']>[number];

const aroundOf = (entry: Partial<Entry>): Partial<Around> =>
  Object.fromEntries(Object.entries(entry).filter(([key, value]) => key in PLAIN && value !== undefined));

const listedDemands = ({ value, at }: YamlFile<ContractFile>, complain: (problem: Problem) => void): Demand[] =>
  (value.checks ?? []).flatMap((entry, i) => {
    const named = Object.keys(entry).filter((key) => !AROUND.includes(key));
    const [kind] = named;
    if (kind === undefined || named.length > 1) {
      const message = kind ? `one check holds ${named.join(' and ')}; make them two` : 'a check without a kind';
      complain({ message, ...at('checks', i) });
      return [];
    }
    const place = at('checks', i, kind);
    for (const message of contradictions(entry)) complain({ message, ...place });
    const severity = entry.warn && !entry.error ? { severity: 'warn' as const } : {};
    return [
      {
        ...PLAIN,
        ...aroundOf(entry),
        ...severity,
        kind,
        recipe: null,
        options: (entry as Record<string, unknown>)[kind], // the kinds are keys known only at run time
        column: entry.column ?? null,
        name: entry.name ?? null,
        at: place,
      },
    ];
  });

const columnDemands = ({ value, at }: YamlFile<ContractFile>): Demand[] =>
  Object.entries(value.columns ?? {}).flatMap(([column, said]) =>
    Object.entries(said ?? {})
      .filter(([key, options]) => key !== 'type' && key !== 'description' && options !== undefined)
      .map(([kind, options]) => ({
        ...PLAIN,
        kind,
        recipe: null,
        options,
        column,
        name: null,
        at: at('columns', column, kind),
      })),
  );

const contractOf = (read: YamlFile<ContractFile>, complain: (problem: Problem) => void): Contract => {
  const { value, at } = read;
  for (const [id, said] of Object.entries(value.change ?? {}))
    for (const message of contradictions(said as Partial<Entry>)) complain({ message, ...at('change', id) }); // the same keys as an entry's
  const mention = (key: 'pii' | 'public' | 'grain') =>
    (value[key] ?? []).map((column, i) => ({ column, at: at(key, i) }));
  return {
    table: value.table,
    description: value.description ?? null,
    owner: value.owner ?? null,
    runbook: value.runbook ?? null,
    grain: value.grain ?? [],
    consumers: value.consumers ?? [],
    public: value.public ?? [],
    pii: value.pii ?? [],
    tags: value.tags ?? [],
    domain: value.domain ?? null,
    version: value.version === undefined ? null : String(value.version),
    refresh: value.refresh ?? null,
    classification: value.classification ?? null,
    retentionDays: value.retention_days ?? null,
    readyBy: value.ready_by ?? null,
    freshness: value.freshness
      ? {
          within: value.freshness.within,
          from: value.freshness.from ?? 'event',
          column: value.freshness.column ?? null,
          severity: value.freshness.severity ?? 'error',
          at: at('freshness'),
        }
      : null,
    mayBeEmpty: value.may_be_empty ?? null,
    chart: value.chart ?? null,
    columns: Object.entries(value.columns ?? {}).map(([name, said]) => ({
      name,
      type: typeof said?.type === 'string' ? said.type : null,
      description: typeof said?.description === 'string' ? said.description : null,
      at: at('columns', name),
    })),
    demands: [...columnDemands(read), ...listedDemands(read, complain)],
    changes: [
      ...Object.entries(value.disable ?? {}).map(([id, why]) => ({
        id,
        disable: why,
        with: {},
        at: at('disable', id),
      })),
      ...Object.entries(value.change ?? {}).map(([id, said]) => ({
        id,
        disable: null,
        with: { ...aroundOf(said as Partial<Entry>), ...('options' in said ? { options: said.options } : {}) }, // the same keys as an entry's
        at: at('change', id),
      })),
    ],
    builtIn: false,
    files: [at().file],
    at: at('table'),
    mentions: [
      ...[...mention('pii'), ...mention('public'), ...mention('grain')],
      ...(value.chart ? chartColumns(value.chart) : []).map((column) => ({ column, at: at('chart') })),
    ],
  };
};

/** Reads contracts and lays their layers over each other. Everything wrong in all files is said at once. */
export const parseContracts = (
  sources: readonly ContractSource[],
  {
    kinds = builtIn,
    recipes = builtInRecipes,
  }: { readonly kinds?: readonly Kind[]; readonly recipes?: readonly Recipe[] } = {},
): { contracts: readonly Contract[]; problems: readonly Problem[] } => {
  const grammar = contractGrammar(kinds, recipes);
  const problems: Problem[] = [];
  const { defaults, problems: wrongDefaults } = readDefaults(sources.filter(isDefaults));
  problems.push(...wrongDefaults);
  const said = sources.flatMap((source): Said[] => {
    if (isDefaults(source)) return [];
    const { read, problems: wrong } = readYaml(source, grammar);
    problems.push(...wrong);
    if (!read) return [];
    const contract = withDefaults(
      contractOf(read, (problem) => problems.push(problem)),
      source,
      defaults,
    );
    return [{ contract, layer: source.layer, builtIn: source.builtIn ?? false }];
  });
  const { contracts, problems: clashes } = layered(said);
  const stray = strayTags(
    defaults,
    said.map(({ contract }) => contract),
  );
  return { contracts, problems: [...problems, ...stray, ...clashes] };
};
