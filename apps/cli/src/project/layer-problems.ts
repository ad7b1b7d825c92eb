import { isUtf8 } from 'node:buffer';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { suggestion } from '@assay/checks';
import type { Problem } from '@assay/core';
import { type Below, filesBelow } from '@assay/files';
import { isModelFile, isRecordSchema } from '@assay/pipeline';
import { isContractFile, type Layer, type Layered, layerFile, layersOf } from './layers.ts';
import type { LoadedProject } from './load.ts';

type Project = Pick<LoadedProject, 'root' | 'project' | 'at'>;

interface Content {
  readonly isRead: (name: string) => boolean;
  /** What its files are. */
  readonly are: string;
  /** Two files of one name are one thing too many. */
  readonly isNamed: boolean;
}

const CONTENTS: Readonly<Record<Layered, Content>> = {
  records: { isRead: isRecordSchema, are: 'a record schema is <data set>.schema.json', isNamed: true },
  models: { isRead: isModelFile, are: 'a model is <schema>/<table>.sql', isNamed: true },
  checks: { isRead: isContractFile, are: 'a contract is a .yml or .yaml file', isNamed: false },
};

/** What lies beside content by custom: pages about it, and schemas for editors. */
const isBeside = (name: string): boolean => /\.md$|(^|\/)(contract|defaults)\.schema\.json$/i.test(name);

const MOST_NAMED = 10;

const listed = (names: readonly string[]): string =>
  names.length > MOST_NAMED
    ? `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`
    : names.join(', ');

const folders = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true }).catch(() => []))
    .filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name);

const whyNot = async ({ code }: NodeJS.ErrnoException, { name, folder }: Layer): Promise<string> => {
  if (code === 'ENOTDIR') return 'is a file, where a folder is wanted';
  if (code === 'ENOENT') {
    const beside = (await folders(dirname(folder))).map((one) => join(dirname(name), one));
    return `is not there${suggestion(join(dirname(name), basename(name)), beside)}`;
  }
  return code === 'EACCES' ? 'may not be read' : `cannot be read (${code})`;
};

/** Two files that are the same thing once the case of their letters is let be. */
const twins = ({ files }: Below): [string, string][] => {
  const first = new Map<string, string>();
  return files.flatMap(({ name }): [string, string][] => {
    const key = name.toLowerCase();
    const before = first.get(key);
    if (before === undefined) first.set(key, name);
    return before === undefined ? [] : [[name, before]];
  });
};

interface Found {
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

const lookInto = async (kind: Layered, layer: Layer, { root, project, at }: Project): Promise<Found> => {
  const { isRead, are, isNamed } = CONTENTS[kind];
  let below: Below;
  try {
    below = await filesBelow(layer.folder);
  } catch (thrown) {
    const error = thrown as NodeJS.ErrnoException; // node:fs throws nothing else
    const why = await whyNot(error, layer);
    const isCustom = project[kind] === undefined || layer.name === kind;
    // A new project has no folder of its own yet, and git keeps no empty one; a name that is nearly there is a slip
    if (error.code === 'ENOENT' && isCustom && why === 'is not there')
      return {
        problems: [],
        notes: project[kind] === undefined ? [] : [`${kind}: ${layer.name} ${why}, so it adds nothing`],
      };
    const place = at(kind, project[kind]?.indexOf(layer.name) ?? 0);
    return { problems: [{ message: `${kind}: ${layer.name} ${why}`, ...place }], notes: [] };
  }
  const shown = (name: string): string => layerFile(join(layer.folder, name), root);
  const read = below.files.filter(({ name }) => isRead(name));
  const texts = await Promise.all(
    read.map(async ({ name, path }) => ({ name, isText: await readFile(path).then(isUtf8, () => true) })), // who reads it says why it cannot
  );
  const unread = below.files.filter(({ name }) => !isRead(name) && !isBeside(name)).map(({ name }) => name);
  return {
    problems: [
      ...below.lost.map(({ name, why }) => ({ message: `${why}; mend it or take it away`, file: shown(name) })),
      ...texts
        .filter(({ isText }) => !isText)
        .map(({ name }) => ({ message: 'is not UTF-8; save it as UTF-8', file: shown(name) })),
      ...(isNamed ? twins({ ...below, files: read }) : []).map(([name, before]) => ({
        message: `differs from ${before} in the case of its letters alone; keep one of them`,
        file: shown(name),
      })),
    ],
    notes: unread.length > 0 ? [`${layer.name}: not read, as ${are}: ${listed(unread)}`] : [],
  };
};

/**
 * What is wrong with the layers of a project: one that is named and not there, a file in it that cannot be read. What
 * lies in one and is no content of its kind is a note.
 */
export const layerProblems = async (project: Project, kinds: readonly Layered[]): Promise<Found> => {
  const all = kinds.flatMap((kind) =>
    layersOf(kind, project)
      .filter(({ builtIn }) => !builtIn)
      .map((layer) => lookInto(kind, layer, project)),
  );
  const found = await Promise.all(all);
  return { problems: found.flatMap(({ problems }) => problems), notes: found.flatMap(({ notes }) => notes) };
};
