import { UserError } from '@assay/core';
import * as z from 'zod';
import type { ImportOptions } from '../suite.ts';
import {
  type DbtConfig,
  type DbtProject,
  type DbtTest,
  EPHEMERAL,
  type Reference,
  referenceOf,
  SWITCHED_OFF,
  Untranslatable,
} from './dbt-test.ts';

const OLDEST = 10;
const NEWEST = 12;

const config = z.looseObject({
  severity: z.string().nullish(),
  where: z.string().nullish(),
  warn_if: z.string().nullish(),
  error_if: z.string().nullish(),
  fail_calc: z.string().nullish(),
  limit: z.int().nullish(),
  enabled: z.boolean().nullish(),
  materialized: z.string().nullish(),
  tags: z.union([z.string(), z.array(z.string())]).nullish(),
  meta: z.record(z.string(), z.unknown()).nullish(),
});
const node = z.looseObject({
  resource_type: z.string(),
  name: z.string(),
  schema: z.string().nullish(),
  alias: z.string().nullish(),
  identifier: z.string().nullish(),
  source_name: z.string().nullish(),
  package_name: z.string().nullish(),
  version: z.union([z.string(), z.number()]).nullish(),
  latest_version: z.union([z.string(), z.number()]).nullish(),
  description: z.string().nullish(),
  column_name: z.string().nullish(),
  attached_node: z.string().nullish(),
  raw_code: z.string().nullish(),
  test_metadata: z
    .looseObject({
      name: z.string(),
      namespace: z.string().nullish(),
      kwargs: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
  depends_on: z.looseObject({ nodes: z.array(z.string()).nullish() }).nullish(),
  config: config.nullish(),
});
const manifest = z.looseObject({
  metadata: z.looseObject({ dbt_schema_version: z.string() }),
  nodes: z.record(z.string(), node),
  sources: z.record(z.string(), node),
  disabled: z.record(z.string(), z.array(node)).nullish(),
  unit_tests: z.record(z.string(), z.looseObject({ name: z.string(), model: z.string().nullish() })).nullish(),
});
type Node = z.infer<typeof node>;

const present = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

const configOf = (said: Node['config']): DbtConfig => {
  const { severity, where, warn_if, error_if, fail_calc, limit, enabled, tags, meta } = said ?? {};
  return {
    severity: present(severity),
    where: present(where),
    warn_if: present(warn_if),
    error_if: present(error_if),
    fail_calc: present(fail_calc),
    limit: present(limit),
    enabled: present(enabled),
    tags: typeof tags === 'string' ? [tags] : present(tags),
    owner: typeof meta?.owner === 'string' ? meta.owner : undefined,
  };
};

/** The version of a manifest, refused where it is not one that is read here. */
const checkVersion = (version: string, file: string): void => {
  const number = Number(/manifest\/v(\d+)\.json/.exec(version)?.[1]);
  if (!(number >= OLDEST && number <= NEWEST))
    throw new UserError(`${file} is ${version}; manifests v${OLDEST} to v${NEWEST} are read (dbt 1.6 and newer)`);
};

const chosenName = (test: Node, metadata: NonNullable<Node['test_metadata']>): string | undefined => {
  const generated = [metadata.namespace, metadata.name].filter(Boolean).join('_');
  return test.name.startsWith(`${generated}_`) || test.name.startsWith(`source_${generated}_`) ? undefined : test.name;
};

/** What has a table; an analysis, a test or a macro has none, whatever it is called. */
const RELATIONS: ReadonlySet<string> = new Set(['model', 'seed', 'snapshot', 'source']);

type From = Pick<DbtTest, 'reads' | 'package'>;
type Named = readonly (readonly [id: string, node: Node])[];

const fromOf = ({ depends_on, package_name }: Node): From => ({
  reads: depends_on?.nodes ?? [],
  package: present(package_name),
});

const isMeant = ({ version, latest_version }: Node, wanted: string | undefined): boolean => {
  if (wanted !== undefined) return String(version ?? '') === wanted;
  return version === undefined || version === null || String(version) === String(latest_version ?? version);
};

/** What a reference names, as dbt finds it: what the test is said to read, then its own package, then any other. */
const found = (relations: Named, reference: Reference, { reads = [], package: own }: From): Node | undefined => {
  const fitting = relations.filter(([, one]) =>
    'ref' in reference
      ? one.resource_type !== 'source' &&
        one.name === reference.ref &&
        isMeant(one, reference.version) &&
        (reference.package === undefined || one.package_name === reference.package)
      : one.resource_type === 'source' && one.name === reference.table && one.source_name === reference.source,
  );
  const read = fitting.filter(([id]) => reads.includes(id));
  const mine = fitting.filter(([, { package_name }]) => package_name === own);
  const [first, ...more] = [read, mine, fitting].find(({ length }) => length > 0) ?? [];
  if (more.length > 0)
    throw new Untranslatable(
      `${'ref' in reference ? reference.ref : reference.table} names several tables: ${[first, ...more].map((one) => one?.[0]).join(', ')}`,
    );
  return first?.[1];
};

/** Reads manifest.json of dbt 1.6 and newer; throws `UserError` when it is something else. */
export const readManifest = (text: string, file: string, { renamed }: ImportOptions): DbtProject => {
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const version = z.looseObject({ metadata: z.looseObject({ dbt_schema_version: z.string() }) }).safeParse(plain);
  if (!version.success) throw new UserError(`${file} is no manifest of dbt; make one with: dbt parse`);
  checkVersion(version.data.metadata.dbt_schema_version, file);
  const read = manifest.safeParse(plain);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new UserError(`${file} is no sound manifest: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { nodes, sources, unit_tests, disabled } = read.data;
  const all: Readonly<Record<string, Node>> = { ...nodes, ...sources };
  const tableOf = ({ schema, alias, identifier, name }: Node): string => {
    const said = schema ?? '';
    return `${renamed.get(said) ?? said}.${alias ?? identifier ?? name}`;
  };
  const relations = Object.entries(all).filter(([, { resource_type }]) => RELATIONS.has(resource_type));
  const find = (text: string, from: From): Node | undefined => {
    const reference = referenceOf(/get_where_subquery\((.*)\)\s*\}\}/.exec(text)?.[1] ?? text);
    return reference && found(relations, reference, from);
  };

  const findOrNone = (text: string, from: From): Node | undefined => {
    try {
      return find(text, from);
    } catch (error) {
      if (error instanceof Untranslatable) return undefined;
      throw error;
    }
  };
  const named = (id: string | null | undefined): Node | undefined => relations.find(([one]) => one === id)?.[1];
  const offOn = ({ attached_node, depends_on }: Node): string => {
    const on = [attached_node, ...(depends_on?.nodes ?? [])].map(named).find((one) => one !== undefined);
    return on ? tableOf(on) : '';
  };
  const tests: DbtTest[] = [];
  const untranslated: { table: string; test: string; reason: string }[] = [];
  for (const test of Object.values(nodes).filter(({ resource_type }) => resource_type === 'test')) {
    const { test_metadata: metadata } = test;
    const { column_name, model, ...args } = metadata?.kwargs ?? {};
    const [first] = test.depends_on?.nodes ?? [];
    const on =
      named(test.attached_node) ??
      (typeof model === 'string' ? findOrNone(model, fromOf(test)) : undefined) ??
      named(first);
    if (!on) {
      untranslated.push({ table: '', test: test.name, reason: 'it is on no model, seed or source of the manifest' });
      continue;
    }
    const table = tableOf(on);
    if (on.config?.materialized === 'ephemeral') {
      untranslated.push({ table, test: test.name, reason: EPHEMERAL });
      continue;
    }
    const column = typeof column_name === 'string' ? column_name : present(test.column_name);
    tests.push({
      id: test.name,
      test: metadata ? [metadata.namespace, metadata.name].filter(Boolean).join('.') : 'singular test',
      table,
      column: column ?? null,
      args,
      config: configOf(test.config),
      name: metadata ? chosenName(test, metadata) : undefined,
      description: present(test.description),
      sql: metadata ? undefined : (test.raw_code ?? ''),
      ...fromOf(test),
    });
  }
  for (const test of Object.values(disabled ?? {}).flat())
    if (test.resource_type === 'test' || test.resource_type === 'unit_test')
      untranslated.push({ table: offOn(test), test: test.name, reason: SWITCHED_OFF });
  for (const { name, model } of Object.values(unit_tests ?? {}))
    untranslated.push({
      table: model ?? '',
      test: name,
      reason: 'a unit test runs a model over invented rows; contracts ask of real ones',
    });
  return {
    tests,
    untranslated,
    descriptions: new Map(relations.flatMap(([, one]) => (one.description ? [[tableOf(one), one.description]] : []))),
    resolve: (reference, from) => {
      const one = found(relations, reference, from);
      return one && tableOf(one);
    },
  };
};
