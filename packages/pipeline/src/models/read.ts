import { readFile } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { filesBelow } from '@assay/files';
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
  const name = basename(file, extname(file));
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

/** Whether a file of a layer is a model: `<schema>/<table>.sql`. */
export const isModelFile = (name: string): boolean => /^[^/]+\/[^/]+\.sql$/i.test(name);

/** The models of one layer. A layer that is not there holds none. */
const readLayer = async (layer: string): Promise<Model[]> => {
  const { files } = await filesBelow(layer).catch(() => ({ files: [] }));
  return Promise.all(
    files
      .filter(({ name }) => isModelFile(name))
      .map(async ({ name, path }) =>
        parseModel((await readFile(path, 'utf8')).replace(/^\ufeff/, ''), path, dirname(name)),
      ),
  );
};

/** The models of all layers, the first layer that has a table giving its model. */
export const readModels = async (layers: readonly string[]): Promise<Model[]> => {
  const models = new Map<string, Model>();
  for (const model of (await Promise.all(layers.map(readLayer))).flat())
    if (!models.has(model.table)) models.set(model.table, model);
  return [...models.values()];
};
