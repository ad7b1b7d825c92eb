import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { UserError } from '@assay/core';
import { LineCounter, parseDocument } from 'yaml';
import type { ImportOptions } from '../suite.ts';
import type { DbtConfig, DbtProject, DbtTest } from './dbt-test.ts';

type Bag = Readonly<Record<string, unknown>>;

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);
const bags = (value: unknown): readonly Bag[] => (Array.isArray(value) ? value.filter(isBag) : []);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Keys of a test that are no arguments: they may stand under config: or beside the arguments. */
const CONFIG = new Set([
  ...['severity', 'where', 'warn_if', 'error_if', 'fail_calc', 'limit', 'enabled', 'tags', 'meta', 'store_failures'],
  ...['store_failures_as', 'group', 'alias', 'schema', 'database', 'sql_header', 'static_analysis'],
]);

const yamlFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !/(^|\/)(dbt_packages|target|node_modules)\//.test(file))
    .sort();

const readYaml = async (file: string, folder: string): Promise<Bag> => {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(file, 'utf8'), { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    const message = `not YAML: ${error.message.split('\n')[0]}`;
    throw new UserError([{ message, file: relative(folder, file), line, column: col }]);
  }
  const plain: unknown = document.toJS({ maxAliasCount: 100 });
  return isBag(plain) ? plain : {};
};

const configOf = (said: Bag): DbtConfig => ({
  severity: text(said.severity),
  where: text(said.where),
  warn_if: text(said.warn_if),
  error_if: text(said.error_if),
  fail_calc: text(said.fail_calc),
  limit: typeof said.limit === 'number' ? said.limit : undefined,
  enabled: said.enabled !== false,
  tags: Array.isArray(said.tags) ? said.tags.map(String) : text(said.tags) ? [String(said.tags)] : undefined,
  owner: isBag(said.meta) ? text(said.meta.owner) : undefined,
});

/** `not_null`, `{ accepted_values: { values: […] } }` or `{ name: …, test_name: accepted_values, … }`. */
const testOf = (item: unknown, on: { table: string; column: string | null }): DbtTest | undefined => {
  const [head, body] = isBag(item) ? (Object.entries(item)[0] ?? []) : [text(item), {}];
  const test = isBag(item) && text(item.test_name) ? text(item.test_name) : head;
  if (test === undefined) return undefined;
  const said: Bag = isBag(item) && text(item.test_name) ? item : { ...(isBag(body) ? body : {}), ...rest(item) };
  const { name, test_name: _, description, arguments: nested, config, column_name, ...beside } = said;
  const flat = Object.entries(beside);
  const settings = { ...Object.fromEntries(flat.filter(([key]) => CONFIG.has(key))), ...(isBag(config) ? config : {}) };
  const args = {
    ...Object.fromEntries(flat.filter(([key]) => !CONFIG.has(key))),
    ...(isBag(nested) ? nested : {}),
  } as Record<string, unknown>;
  const column = text(args.column_name) ?? text(column_name) ?? on.column;
  delete args.column_name;
  const table = on.table.split('.').at(-1) ?? on.table;
  return {
    id: text(name) ?? [test.replace('.', '_'), table, column].filter(Boolean).join('_'),
    test,
    table: on.table,
    column,
    args,
    config: configOf(settings),
    name: text(name),
    description: text(description),
  };
};

/** Keys that stand beside a test's name: `- unique:` followed by `config:` at the same depth. */
const rest = (item: unknown): Bag => (isBag(item) ? Object.fromEntries(Object.entries(item).slice(1)) : {});

const listOf = (of: Bag): readonly unknown[] =>
  [of.tests, of.data_tests].flatMap((list) => (Array.isArray(list) ? list : []));

/** Reads the YAML of a folder of models, seeds, snapshots and sources, without running dbt. */
export const readFolder = async (folder: string, { schema, renamed }: ImportOptions): Promise<DbtProject> => {
  const tests: DbtTest[] = [];
  const untranslated: { table: string; test: string; reason: string }[] = [];
  const descriptions = new Map<string, string>();
  const byName = new Map<string, string>();
  const bySource = new Map<string, string>();

  const take = (relation: Bag, table: string): void => {
    const description = text(relation.description);
    if (description && !description.includes('{{')) descriptions.set(table, description.trim());
    const add = (list: readonly unknown[], column: string | null) => {
      for (const item of list) {
        const test = testOf(item, { table, column });
        if (test) tests.push(test);
      }
    };
    add(listOf(relation), null);
    for (const column of bags(relation.columns)) add(listOf(column), text(column.name) ?? null);
  };

  for (const file of await yamlFiles(folder)) {
    if (basename(file) === 'dbt_project.yml') continue;
    const content = await readYaml(file, folder);
    for (const key of ['models', 'seeds', 'snapshots'])
      for (const relation of bags(content[key])) {
        const config: Bag = isBag(relation.config) ? relation.config : {};
        const own = text(config.schema) ?? schema;
        const table = `${renamed.get(own) ?? own}.${text(config.alias) ?? text(relation.name)}`;
        byName.set(text(relation.name) ?? '', table);
        if (Array.isArray(relation.versions))
          untranslated.push({
            ...{ table, test: 'every test of it' },
            reason: 'which tables a model of several versions has stands in target/manifest.json; import that',
          });
        else take(relation, table);
      }
    for (const source of bags(content.sources))
      for (const relation of bags(source.tables)) {
        const own = text(source.schema) ?? text(source.name) ?? schema;
        const table = `${renamed.get(own) ?? own}.${text(relation.identifier) ?? text(relation.name)}`;
        bySource.set(`${text(source.name)}.${text(relation.name)}`, table);
        take(relation, table);
      }
    for (const { name, model } of bags(content.unit_tests))
      untranslated.push({
        table: text(model) ?? '',
        test: text(name) ?? 'unit test',
        reason: 'a unit test runs a model over invented rows; contracts ask of real ones',
      });
  }
  return {
    tests,
    untranslated,
    descriptions,
    resolve: (reference) =>
      'ref' in reference
        ? (byName.get(reference.ref) ?? `${renamed.get(schema) ?? schema}.${reference.ref}`)
        : bySource.get(`${reference.source}.${reference.table}`),
  };
};
