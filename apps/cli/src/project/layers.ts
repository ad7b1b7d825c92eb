import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow } from '@assay/files';
import type { LoadedProject } from './load.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the built-in layers lie: from `src/project` and from `dist` the way up is not the same, so the bundle says. */
declare const ASSAY_ROOT: string | undefined;
const root = typeof ASSAY_ROOT === 'string' ? here(ASSAY_ROOT) : here('../../../..');

const BUILTIN = {
  records: join(root, 'packages/pipeline/records'),
  models: join(root, 'packages/pipeline/models'),
  checks: join(root, 'checks'),
};

export type Layered = keyof typeof BUILTIN;

/** A folder of one kind of content. */
export interface Layer {
  /** As `assay.yml` writes it. */
  readonly name: string;
  readonly folder: string;
  readonly builtIn: boolean;
}

export type WithLayers = Pick<LoadedProject, 'root' | 'project'>;

/** The layers of a kind of content, the strongest first. */
export const layersOf = (kind: Layered, { root, project }: WithLayers): readonly Layer[] =>
  (project[kind] ?? [kind, 'builtin']).map((name) => {
    const builtIn = name === 'builtin';
    return { name, builtIn, folder: builtIn ? BUILTIN[kind] : resolve(root, name) };
  });

/**
 * A file of a layer as reports and messages name it: as seen from the project, so that they hold no machine's paths; a
 * file that comes with the program by its layer, `builtin/gold/daily_revenue.yml`.
 */
export const layerFile = (file: string, projectRoot: string): string => {
  const path = relative(projectRoot, file);
  if (!path.startsWith('..')) return path;
  const folder = Object.values(BUILTIN).find((one) => file.startsWith(`${one}${sep}`));
  return folder === undefined ? path : join('builtin', relative(folder, file));
};

/** A contract's text; `layer` counts from 0, the strongest. `builtIn` files say nothing of tables that are not built. */
export interface ContractSource {
  readonly file: string;
  readonly text: string;
  readonly layer: number;
  readonly builtIn: boolean;
}

export const isContractFile = (name: string): boolean => /\.ya?ml$/i.test(name);

/** The contracts of all layers. What is wrong with the layers themselves, `layerProblems` says. */
export const readContractSources = async (loaded: WithLayers): Promise<readonly ContractSource[]> => {
  const read = layersOf('checks', loaded).map(async ({ folder, builtIn }, layer) => {
    const { files } = await filesBelow(folder).catch(() => ({ files: [] }));
    return Promise.all(
      files
        .filter(({ name }) => isContractFile(name))
        .map(async ({ path }) => ({
          ...{ file: layerFile(path, loaded.root), layer, builtIn },
          text: await readFile(path, 'utf8'),
        })),
    );
  });
  return (await Promise.all(read)).flat();
};
