import { join } from 'node:path';
import { type CheckedTable, type MakeOptions, makeChecks, parseContracts, type Waiver } from '@assay/checks';
import type { Check, Contract, Literal, Problem } from '@assay/core';
import { UserError } from '@assay/core';
import {
  type DataSet,
  type Lineage,
  lintContractSql,
  type Model,
  readModels,
  readRecordSchemas,
} from '@assay/pipeline';
import { openDuckdb } from '@assay/warehouse';
import { unwrittenIds } from '../audit/ids.ts';
import { deadlineProblems } from '../audit/ready-by.ts';
import { unboundProblems } from './bind.ts';
import { layerProblems } from './layer-problems.ts';
import { type Layered, layerFile, layersOf, readContractSources } from './layers.ts';
import type { LoadedProject } from './load.ts';
import { rememberIn } from './remember.ts';
import { columnsOfFiles, deferredTables, sourceSchemas } from './sources.ts';
import { understand } from './understand.ts';
import { readWaivers } from './waivers.ts';

/** What a project is made of, known before any data is: every model run over empty tables, every contract held against them. */
export interface Blueprint {
  readonly dataSets: readonly DataSet[];
  /** In building order, without the schemas that somebody else fills. */
  readonly models: readonly Model[];
  readonly upstream: Lineage['upstream'];
  /** All tables, those of `sources` included, and bronze where a contract demands something of it. */
  readonly tables: ReadonlyMap<string, CheckedTable>;
  /** Tables of others that nothing is demanded of, and that contracts may refer to. */
  readonly others: ReadonlyMap<string, CheckedTable>;
  /** Tables of a candidate of others that are published with it, though nothing is demanded of them. */
  readonly along?: ReadonlyMap<string, CheckedTable>;
  /** Schemas of which only the target knows the tables. */
  readonly unknown: ReadonlySet<string>;
  /** Tables whose contracts can only be held against the target; see `grounded`. */
  readonly deferred: ReadonlySet<string>;
  readonly contracts: readonly Contract[];
  readonly waivers: readonly Waiver[];
  readonly parameters: Readonly<Record<string, Literal>>;
  readonly problems: readonly Problem[];
  /** What is worth a word and nothing to mend. */
  readonly notes: readonly string[];
}

const parametersOf = ({ project, asOf }: LoadedProject): Blueprint['parameters'] => ({
  ...project.settings,
  as_of: { date: asOf },
});

/** What one row is, is said once: by the model where there is one. */
const grainProblems = (contracts: readonly Contract[], models: readonly Model[]): Problem[] =>
  contracts.flatMap(({ table, grain, at }) => {
    const model = models.find((one) => one.table === table);
    return model && grain.length > 0
      ? [{ ...at, message: `grain: is said by the model of ${table} already (${model.file}); leave it out here` }]
      : [];
  });

const bronzeName = ({ name }: DataSet) => `bronze.${name}`;

/** Draws the blueprint and collects all that is wrong with it. Needs no warehouse and no data. */
export const drawBlueprint = async (loaded: LoadedProject): Promise<Blueprint> => {
  const { root, project, files } = loaded;
  const session = await openDuckdb({ path: ':memory:', threads: 1, isShut: true });
  try {
    const folders = (kind: Layered) => layersOf(kind, loaded).map(({ folder }) => folder);
    const layers = await layerProblems(loaded, ['records', 'models', 'checks']);
    const dataSets = await readRecordSchemas(folders('records'));
    const found = await readModels(folders('models'));
    const read = found.map((model) => ({ ...model, file: layerFile(model.file, root) }));
    const filled = sourceSchemas(project);
    const fromFiles = files.map(({ table }) => table);
    const outside = [...dataSets.map(bronzeName), ...fromFiles];
    const { columns: inFiles, problems: unreadable } = await columnsOfFiles(files);
    const parameters = parametersOf(loaded);
    const remember = rememberIn(join(root, '.assay', 'memory'));
    // What a model is does not depend on the day for which it is built
    const texts = {
      models: read,
      dataSets,
      outside,
      inFiles: inFiles && [...inFiles],
      filled: [...filled],
      settings: project.settings,
    };
    const understood = await remember('models', texts, () =>
      understand(session, { ...{ models: read, dataSets, outside, inFiles }, filled, parameters }),
    );
    const { ordered, upstream, columns } = understood;
    const problems = [...layers.problems, ...understood.problems, ...unreadable];
    const sources = await readContractSources(loaded);
    const parsed = await remember('contracts', sources, async () => parseContracts(sources));
    const models = ordered.filter(({ schema, table }) => !filled.has(schema) && !fromFiles.includes(table));
    const inputs = new Set(models.flatMap(({ table }) => upstream.get(table) ?? []));
    // Raw data that nothing is built of is not loaded, so nothing can be asked of it
    const idle = new Set(dataSets.map(bronzeName).filter((table) => !inputs.has(table)));
    const contracts = parsed.contracts.filter(({ table }) => !idle.has(table));
    const unasked = parsed.contracts
      .filter(({ table, builtIn }) => idle.has(table) && !builtIn)
      .map(({ table, at }) => ({
        message: `no model reads ${table}, so it is not loaded and nothing can be asked of it`,
        ...at,
      }));
    const demanded = new Set(contracts.map(({ table }) => table));
    const bronze = dataSets
      .map((dataSet) => ({ table: bronzeName(dataSet), grain: [] }))
      .filter(({ table }) => demanded.has(table));
    const said = new Map(contracts.map(({ table, grain }) => [table, grain]));
    const readable = fromFiles.map((table) => ({ table, grain: said.get(table) ?? [] }));
    const tables = new Map(
      [...bronze, ...readable, ...ordered].map(({ table, grain }): [string, CheckedTable] => [
        table,
        { grain, columns: columns.get(table) ?? [] },
      ]),
    );
    const modelled = new Set(ordered.map(({ schema }) => schema));
    const unknown = new Set([...filled].filter((schema) => !modelled.has(schema)));
    const deferred = deferredTables(contracts, unknown);
    const blueprint = {
      ...{ dataSets, models, upstream, tables, parameters, unknown, deferred },
      ...{ contracts, others: new Map<string, CheckedTable>() },
    };
    const now = {
      ...blueprint,
      contracts: contracts.filter(({ table }) => !deferred.has(table)),
      tables: new Map([...tables].filter(([table]) => !deferred.has(table))),
      others: new Map([...tables].filter(([table]) => deferred.has(table))),
    };
    const asked = { texts, sources, asOf: loaded.asOf, movable: project.quarantine.at_most };
    const made =
      problems.length === 0
        ? await remember('checks', asked, async () => {
            const { checks, problems: misfits } = await boundChecks(now, loaded, session);
            return { ids: checks.map(({ id }) => id), problems: misfits };
          })
        : undefined;
    const ids = made && [...made.ids, ...unwrittenIds(parsed.contracts, outside)];
    const waived = await readWaivers(root, ids && { ids, unknown: deferred });
    return {
      ...blueprint,
      waivers: waived.waivers,
      notes: layers.notes,
      problems: [
        ...problems,
        ...parsed.problems,
        ...deadlineProblems(parsed.contracts),
        ...unasked,
        ...grainProblems(contracts, ordered),
        ...(made?.problems ?? []),
        ...waived.problems,
      ],
    };
  } finally {
    await session.close();
  }
};

/** The checks of a blueprint as they are asked in one state of the data. */
export const checksOf = (
  { contracts, tables, others }: Pick<Blueprint, 'contracts' | 'tables' | 'others'>,
  { project, asOf }: LoadedProject,
  { dialect, physical, ...known }: Pick<MakeOptions, 'dialect' | 'physical' | 'published' | 'only' | 'until'>,
): { checks: readonly Check[]; problems: readonly Problem[] } =>
  makeChecks({
    ...{ contracts, asOf, settings: project.settings, dialect, physical, movable: project.quarantine.at_most },
    lint: lintContractSql,
    ...known,
    ...{ tables: new Map([...others, ...tables]), only: known.only ?? new Set(tables.keys()) },
  });

/** The same, put to an engine as well: what it does not understand is a problem, too. */
export const boundChecks = async (
  blueprint: Pick<Blueprint, 'contracts' | 'tables' | 'others'>,
  loaded: LoadedProject,
  known: Parameters<typeof checksOf>[2],
): Promise<ReturnType<typeof checksOf>> => {
  const made = checksOf(blueprint, loaded, known);
  const tables = new Map([...blueprint.others, ...blueprint.tables]);
  const unbound = await unboundProblems(tables, (names) => checksOf(blueprint, loaded, names).checks);
  return { ...made, problems: [...made.problems, ...unbound] };
};

/** A blueprint without a flaw, or `UserError` with all of them. */
export const soundBlueprint = async (
  loaded: LoadedProject,
  note: (message: string) => void = () => {},
): Promise<Blueprint> => {
  const blueprint = await drawBlueprint(loaded);
  if (blueprint.problems.length > 0) throw new UserError(blueprint.problems);
  for (const said of blueprint.notes) note(said);
  return blueprint;
};
