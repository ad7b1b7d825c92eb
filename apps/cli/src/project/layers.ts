import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the built-in layers lie: from `src/project` and from `dist` the way up is not the same, so the bundle says. */
declare const ASSAY_ROOT: string | undefined;
const root = typeof ASSAY_ROOT === 'string' ? here(ASSAY_ROOT) : here('../../../..');

const BUILTIN = {
  records: join(root, 'packages/pipeline/records'),
  models: join(root, 'packages/pipeline/models'),
  checks: join(root, 'checks'),
};

/** The folders of a kind of content, the strongest first. */
export const layerFolders = (kind: keyof typeof BUILTIN, layers: readonly string[], projectRoot: string): string[] =>
  layers.map((layer) => (layer === 'builtin' ? BUILTIN[kind] : resolve(projectRoot, layer)));

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

/** A contract's text; `layer` counts from 0, the strongest. `builtin` files say nothing of tables that are not built. */
export interface ContractSource {
  readonly file: string;
  readonly text: string;
  readonly layer: number;
}

const yamlFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();

/** The contracts of all layers. */
export const readContractSources = async (
  folders: readonly string[],
  projectRoot: string,
): Promise<ContractSource[]> => {
  const layers = await Promise.all(folders.map(yamlFiles));
  return Promise.all(
    layers.flatMap((files, layer) =>
      files.map(async (file) => ({ file: layerFile(file, projectRoot), text: await readFile(file, 'utf8'), layer })),
    ),
  );
};
