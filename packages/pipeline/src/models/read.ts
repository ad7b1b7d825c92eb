import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Model } from './model.ts';

const HEADER = /^--\s*(grain|incremental|cluster|report|figures):\s*(.+?)\s*$/gm;

const names = (list: string | undefined): string[] =>
  (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** `gross_revenue, total_orders by order_month` */
export const parseFigures = (said: string | undefined): Model['figures'] => {
  const [, list, by] = /^(.+)\s+by\s+(\w+)$/.exec(said ?? '') ?? [];
  return by === undefined ? undefined : { columns: names(list), by };
};

/** Reads what a model says of itself in the comment lines that begin it. */
export const parseModel = (sql: string, file: string, schema: string): Model => {
  const head = sql.slice(0, sql.search(/^(?!\s*--|\s*$)/m));
  const said = new Map(Array.from(head.matchAll(HEADER), ([, key = '', value = '']) => [key, value]));
  const name = basename(file, '.sql');
  return {
    schema,
    name,
    table: `${schema}.${name}`,
    file,
    sql,
    grain: names(said.get('grain')),
    incremental: names(said.get('incremental')),
    cluster: names(said.get('cluster')),
    report: said.get('report'),
    figures: parseFigures(said.get('figures')),
  };
};

const foldersOf = async (layer: string): Promise<string[]> =>
  (await readdir(layer, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** The models of one layer: `<layer>/<schema>/<table>.sql`. A layer that is not there holds none. */
const readLayer = async (layer: string): Promise<Model[]> => {
  const schemas = (await foldersOf(layer)).map(async (schema) => {
    const names = (await readdir(join(layer, schema))).filter((entry) => entry.endsWith('.sql')).sort();
    const files = names.map((name) => join(layer, schema, name));
    return Promise.all(files.map(async (file) => parseModel(await readFile(file, 'utf8'), file, schema)));
  });
  return (await Promise.all(schemas)).flat();
};

/** The models of all layers, the first layer that has a table giving its model. */
export const readModels = async (layers: readonly string[]): Promise<Model[]> => {
  const models = new Map<string, Model>();
  for (const model of (await Promise.all(layers.map(readLayer))).flat())
    if (!models.has(model.table)) models.set(model.table, model);
  return [...models.values()];
};
