import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readYaml } from '@assay/checks';
import { UserError } from '@assay/core';
import { type FileBelow, filesBelow } from '@assay/files';
import * as z from 'zod';
import type { ImportOptions } from '../suite.ts';
import { type DbtConfig, type DbtProject, type DbtTest, EPHEMERAL, SWITCHED_OFF, Untranslatable } from './dbt-test.ts';

type Bag = Readonly<Record<string, unknown>>;

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);
const bags = (value: unknown): readonly Bag[] => (Array.isArray(value) ? value.filter(isBag) : []);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Keys of a test that are no arguments: they may stand under config: or beside the arguments. */
const CONFIG = new Set([
  ...['severity', 'where', 'warn_if', 'error_if', 'fail_calc', 'limit', 'enabled', 'tags', 'meta', 'store_failures'],
  ...['store_failures_as', 'group', 'alias', 'schema', 'database', 'sql_header', 'static_analysis'],
]);

const FOREIGN = /(^|\/)(dbt_packages|target|node_modules)\//;

const readBag = async ({ name, path }: FileBelow): Promise<Bag> => {
  const said = await readFile(path, 'utf8');
  if (said.split('\n').every((line) => line.trim() === '' || line.trimStart().startsWith('#'))) return {};
  const { read, problems } = readYaml({ file: name, text: said }, z.record(z.string(), z.unknown()), { merge: true });
  if (!read) throw new UserError(problems);
  return read.value;
};

/** What of a test's settings cannot be read: dbt would ask its Jinja, or refuse it. */
const unread = (settings: Bag): string | undefined => {
  const wrong = Object.entries({
    enabled: 'boolean',
    limit: 'number',
    where: 'string',
    warn_if: 'string',
    error_if: 'string',
    severity: 'string',
    fail_calc: 'string',
  }).find(([key, type]) => settings[key] !== undefined && settings[key] !== null && typeof settings[key] !== type);
  return wrong && `its ${wrong[0]} cannot be read: ${String(settings[wrong[0]])}`;
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
const testOf = (item: unknown, on: { table: string; column: string | null }): DbtTest => {
  const [head, body] = isBag(item) ? (Object.entries(item)[0] ?? []) : [text(item), {}];
  const test = isBag(item) && text(item.test_name) ? text(item.test_name) : head;
  if (test === undefined || (isBag(item) && !text(item.test_name) && body !== null && !isBag(body)))
    return {
      ...{ id: `a test of ${[on.table, on.column].filter(Boolean).join('.')}`, test: '', args: {}, config: {}, ...on },
      hindrance: `it cannot be read: ${JSON.stringify(item)?.slice(0, 80)}`,
    };
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
    hindrance: unread(settings),
  };
};

/** Keys that stand beside a test's name: `- unique:` followed by `config:` at the same depth. */
const rest = (item: unknown): Bag => (isBag(item) ? Object.fromEntries(Object.entries(item).slice(1)) : {});

const listOf = (of: Bag): readonly unknown[] =>
  [of.tests, of.data_tests].flatMap((list) => (Array.isArray(list) ? list : list ? [{ '': list }] : []));

/** The tests of a model, seed, snapshot or table of a source, those of its columns and versions among them. */
const testsOf = (relation: Bag, table: string): readonly DbtTest[] => {
  const of = (list: readonly unknown[], column: string | null) => list.map((item) => testOf(item, { table, column }));
  const columns = bags(relation.columns).flatMap((column) => of(listOf(column), text(column.name) ?? null));
  const stray = relation.columns && !Array.isArray(relation.columns) ? of([{ columns: relation.columns }], null) : [];
  return [
    ...of(listOf(relation), null),
    ...columns,
    ...stray.map((test) => ({ ...test, hindrance: 'columns: is no list' })),
    ...bags(relation.versions).flatMap((version) => testsOf(version, table)),
  ];
};

const MANY = 'which tables a model of several versions has stands in target/manifest.json; import that';

/** What a model says of itself in its SQL. */
const saidInSql = (sql: string | undefined): Bag => {
  const said = /\{\{\s*config\(([^{}]*)\)\s*\}\}/.exec(sql ?? '')?.[1] ?? '';
  return {
    ...(/\bmaterialized\s*=\s*['"]ephemeral['"]/.test(said) ? { materialized: 'ephemeral' } : {}),
    ...(/\benabled\s*=\s*false\b/i.test(said) ? { enabled: false } : {}),
  };
};

/** Why dbt makes no table that its name is known of. */
const whyNone = (relation: Bag, config: Bag, table: string): string | undefined => {
  if (config.enabled === false) return SWITCHED_OFF;
  if (typeof config.enabled === 'string') return `whether it is switched on, Jinja says: ${config.enabled}`;
  if (config.materialized === 'ephemeral') return EPHEMERAL;
  if (Array.isArray(relation.versions)) return MANY;
  return table.includes('{{') ? `its name holds Jinja, which is not run here: ${table}` : undefined;
};

/** Reads the YAML of a folder of models, seeds, snapshots and sources, without running dbt. */
export const readFolder = async (folder: string, { schema, renamed }: ImportOptions): Promise<DbtProject> => {
  const tests: DbtTest[] = [];
  const untranslated: { table: string; test: string; reason: string }[] = [];
  const descriptions = new Map<string, string>();
  const byName = new Map<string, string>();
  const versioned = new Set<string>();
  const bySource = new Map<string, string>();
  const { files: all, lost } = await filesBelow(folder);
  if (lost.length > 0) throw new UserError(lost.map(({ name, why }) => ({ message: why, file: name })));
  const files = all.filter(({ name }) => !FOREIGN.test(name));
  const sql = new Map(
    files
      .filter(({ name }) => /\.sql$/i.test(name))
      .map(({ name, path }) => [basename(name).replace(/\.sql$/i, ''), path]),
  );

  const take = (relation: Bag, table: string, config: Bag): void => {
    const description = text(relation.description);
    if (description && !description.includes('{{')) descriptions.set(table, description.trim());
    const why = whyNone(relation, config, table);
    tests.push(...testsOf(relation, table).map((test) => (why === undefined ? test : { ...test, hindrance: why })));
  };

  for (const file of files.filter(({ name }) => /\.ya?ml$/i.test(name))) {
    if (basename(file.name) === 'dbt_project.yml') continue;
    const content = await readBag(file);
    for (const key of ['models', 'seeds', 'snapshots'])
      for (const relation of bags(content[key])) {
        const name = text(relation.name) ?? '';
        const place = key === 'models' ? sql.get(name) : undefined;
        const config: Bag = {
          ...saidInSql(place && (await readFile(place, 'utf8'))),
          ...(isBag(relation.config) ? relation.config : {}),
        };
        const own = text(config.schema) ?? schema;
        const table = `${renamed.get(own) ?? own}.${text(config.alias) ?? name}`;
        byName.set(name, table);
        if (Array.isArray(relation.versions)) versioned.add(name);
        take(relation, table, config);
      }
    for (const source of bags(content.sources))
      for (const relation of bags(source.tables)) {
        const own = text(source.schema) ?? text(source.name) ?? schema;
        const table = `${renamed.get(own) ?? own}.${text(relation.identifier) ?? text(relation.name) ?? ''}`;
        bySource.set(`${text(source.name)}.${text(relation.name)}`, table);
        const configs = [source, source.config, relation, relation.config].filter(isBag);
        take(relation, table, { enabled: configs.findLast(({ enabled }) => enabled !== undefined)?.enabled });
      }
    for (const { name, model } of bags(content.unit_tests))
      untranslated.push({
        table: text(model) ?? '',
        test: text(name) ?? 'unit test',
        reason: 'a unit test runs a model over invented rows; contracts ask of real ones',
      });
  }
  for (const { name } of files.filter(({ name }) => /(^|\/)tests\/(?!generic\/).*\.sql$/i.test(name)))
    untranslated.push({
      ...{ table: '', test: basename(name) },
      reason: 'which tables a test of its own SQL reads stands in target/manifest.json; import that',
    });
  return {
    tests,
    untranslated,
    descriptions,
    resolve: (reference) => {
      if (!('ref' in reference)) return bySource.get(`${reference.source}.${reference.table}`);
      if (reference.version !== undefined || versioned.has(reference.ref)) throw new Untranslatable(MANY);
      if (reference.package !== undefined)
        throw new Untranslatable(
          `where package ${reference.package} keeps its tables stands in target/manifest.json; import that`,
        );
      return byName.get(reference.ref) ?? `${renamed.get(schema) ?? schema}.${reference.ref}`;
    },
  };
};
