import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { assayHere } from './in-process.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-import-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const put = async (name: string, text: string) => {
  await mkdir(dirname(at(name)), { recursive: true });
  await writeFile(at(name), text);
};

interface Told {
  readonly tests: number;
  readonly translated: number;
  readonly checks: readonly { readonly id: string; readonly tests: readonly string[] }[];
  readonly untranslated: readonly { readonly table: string; readonly test: string; readonly reason: string }[];
}

const imported = async (path: string, ...more: string[]): Promise<Told> => {
  const { code, stdout, stderr } = await assayHere(['import', 'dbt', path, '--json', '--force', ...more], {
    cwd: folder,
  });
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Told; // written by the program
};
const contract = (table: string) => readFile(at(`checks/${table.replace('.', '/')}.yml`), 'utf8');

const model = (name: string, more: object = {}) => ({
  ...{ resource_type: 'model', name, schema: 'quay', alias: name, package_name: 'harbour' },
  ...more,
});
const relation = (name: string, to: string, reads: readonly string[]) => ({
  ...{
    resource_type: 'test',
    name,
    package_name: 'harbour',
    attached_node: 'model.harbour.boats',
    column_name: 'crew',
  },
  test_metadata: { name: 'relationships', kwargs: { column_name: 'crew', field: 'id', to } },
  depends_on: { nodes: ['model.harbour.boats', ...reads] },
});
const manifest = (nodes: object, more: object = {}) =>
  put(
    'manifest.json',
    JSON.stringify({
      metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json' },
      nodes: { 'model.harbour.boats': model('boats'), ...nodes },
      sources: {},
      ...more,
    }),
  );

describe('a reference in a manifest', () => {
  const crews = {
    'model.harbour.crews.v3': model('crews', { alias: 'crews_v3', version: 3, latest_version: 2 }),
    'model.harbour.crews.v2': model('crews', { alias: 'crews_v2', version: 2, latest_version: 2 }),
    'model.harbour.crews.v1': model('crews', { alias: 'crews_v1', version: 1, latest_version: 2 }),
  };
  it.each([
    ["ref('crews')", 'crews_v2'],
    ["ref('crews', v=1)", 'crews_v1'],
    ["{{ ref('crews', version='3') }}", 'crews_v3'],
    ["ref('harbour', 'crews', v=3)", 'crews_v3'],
  ])('%s names the version that dbt takes', async (to, table) => {
    await manifest({ ...crews, 'test.harbour.x': relation('x', to, []) });
    await imported('manifest.json');
    expect(await contract('quay.boats')).toContain(`references: quay.${table}.id`);
  });

  it('names what the test is said to read, whatever else is called so', async () => {
    const nodes = {
      'analysis.harbour.crews': model('crews', { resource_type: 'analysis', schema: 'nowhere' }),
      'model.agency.crews': model('crews', { package_name: 'agency', schema: 'agency' }),
      'model.harbour.crews': model('crews'),
    };
    const of = async (to: string, reads: string[]) => {
      await manifest({ ...nodes, 'test.harbour.x': relation('x', to, reads) });
      await imported('manifest.json');
      return /references: (\S+)\.id/.exec(await contract('quay.boats'))?.[1];
    };
    expect(await of("ref('crews')", ['model.agency.crews'])).toBe('agency.crews');
    expect(await of("ref('crews')", [])).toBe('quay.crews');
    expect(await of("ref('agency', 'crews')", [])).toBe('agency.crews');
  });

  it('is listed where nobody can tell which table it names', async () => {
    const { translated, untranslated } = await manifest({
      'model.a.crews': model('crews', { package_name: 'a' }),
      'model.b.crews': model('crews', { package_name: 'b' }),
      'test.harbour.x': relation('x', "ref('crews')", []),
    }).then(() => imported('manifest.json'));
    expect(translated).toBe(0);
    expect(untranslated[0]?.reason).toContain('crews names several tables');
  });
});

it('lists the tests of a manifest that are switched off, and those of tables that no contract can name', async () => {
  const off = relation('off', "ref('boats')", []);
  await manifest(
    {
      'model.harbour.far': model('far', { schema: '../..' }),
      'test.harbour.y': { ...relation('y', "ref('boats')", []), attached_node: 'model.harbour.far' },
      'test.harbour.z': { ...relation('z', "ref('boats')", []), config: { enabled: false } },
    },
    { disabled: { 'test.harbour.off': [off], 'model.harbour.old': [model('old')] } },
  );
  const { tests, translated, untranslated } = await imported('manifest.json');
  expect([tests, translated]).toEqual([3, 0]);
  expect(untranslated.map(({ test, reason }) => [test, reason.slice(0, 24)]).sort()).toEqual([
    ['off', 'it is switched off in db'],
    ['y', 'a contract cannot speak '],
    ['z', 'it is switched off in db'],
  ]);
});

describe('a folder of YAML', () => {
  it('brings along what << merges in, also from lists of anchors', async () => {
    await put(
      'models/a.YML',
      'version: 2\nx: &told { tests: [not_null] }\ny: &seen { data_tests: [unique] }\nmodels:\n  - name: boats\n    columns:\n      - { name: landed_on, <<: *told }\n      - { name: left_on, <<: [*told, *seen] }\n',
    );
    const { tests, translated } = await imported('models', '--schema', 'quay');
    expect([tests, translated]).toEqual([3, 3]);
    expect(await contract('quay.boats')).toMatch(/landed_on: \{ not_null: true \}[\s\S]*left_on: \{ (unique|not_null)/);
  });

  it('lists, each by itself, the tests of what dbt does not make', async () => {
    await put(
      'models/a.yml',
      `models:
  - { name: retired, config: { enabled: false }, columns: [{ name: a, tests: [unique, not_null] }] }
  - { name: helper, columns: [{ name: a, tests: [unique] }] }
  - { name: sometimes, config: { enabled: "{{ var('x') }}" }, columns: [{ name: a, tests: [unique] }] }
  - { name: many, versions: [{ v: 1, tests: [{ dbt_utils.at_least_one: {} }] }], columns: [{ name: a, tests: [unique] }] }
  - { name: boats, columns: [{ name: crew, tests: [{ relationships: { to: "ref('many', v=1)", field: a } }, { relationships: { to: "ref('agency', 'crews')", field: a } }, { unique: { config: { enabled: "{{ x }}" } } }, 7] }] }
sources:
  - name: land
    schema: "{{ var('schema') }}"
    tables: [{ name: piers, columns: [{ name: a, tests: [unique] }] }]
  - { name: sea, config: { enabled: false }, tables: [{ name: waves, columns: [{ name: a, tests: [unique] }] }] }
`,
    );
    await put('models/helper.sql', "{{ config(materialized='ephemeral') }}\nselect 1 as a");
    await put('models/tests/no_ghosts.sql', "select 1 from {{ ref('boats') }}");
    const { tests, translated, untranslated } = await imported('models', '--schema', 'quay');
    expect([tests, translated, untranslated.length]).toEqual([13, 0, 13]);
    const reasons = new Set(untranslated.map(({ reason }) => reason.slice(0, 20)));
    expect(reasons.size).toBeGreaterThanOrEqual(7);
  });

  it('is read through links', async () => {
    await put('far/a.yml', 'models: [{ name: boats, columns: [{ name: a, tests: [unique] }] }]');
    await mkdir(at('models'));
    await symlink('../far', at('models/near'));
    expect((await imported('models')).translated).toBe(1);
  });

  it.each([
    [
      'billion laughs',
      `a: &a [x,x]\n${'bcdefghij'
        .split('')
        .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`)}]`)
        .join('\n')}\n`,
    ],
    ['a circle', 'models: &m [{ name: a, columns: *m }]\n'],
    ['deep nesting', `a: ${'['.repeat(9000)}\n`],
    ['NUL', 'models: [\u0000]\n'],
  ])('with %s is refused in a sentence', async (_, text) => {
    await put('models/a.yml', text);
    const { code, stderr } = await assayHere(['import', 'dbt', 'models'], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.not.stringMatching(/bug of ours|\n\s+at /)]);
  });

  it('is counted whole, whatever tests it holds: imported and listed make up all', async () => {
    const test = fc.oneof(
      fc.constantFrom('unique', 'not_null', 'dbt_utils.at_least_one', 'my_own', 'dbt_utils.nothing_like_it'),
      fc.constantFrom(
        { accepted_values: { values: [1, 'b', true] } },
        { accepted_values: [1] },
        { accepted_range: {} },
        { unique: null },
      ),
      fc.record({
        unique: fc.record({
          config: fc.record(
            { limit: fc.constantFrom(1, 'x'), severity: fc.constantFrom('warn', 'loud') },
            { requiredKeys: [] },
          ),
        }),
      }),
    );
    const tests = fc.array(test, { maxLength: 4 });
    const column = fc.record(
      { name: fc.constantFrom('a', 'b', 'c d'), tests, data_tests: tests },
      { requiredKeys: ['name'] },
    );
    const table = fc.record(
      {
        name: fc.constantFrom('boats', 'crews', 'a.b', '../x'),
        tests,
        columns: fc.array(column, { maxLength: 3 }),
        config: fc.constantFrom({}, { enabled: false }, { materialized: 'ephemeral' }, { alias: 'z' }),
      },
      { requiredKeys: ['name'] },
    );
    const file = fc.record({ models: fc.array(table, { minLength: 1, maxLength: 3 }), sources: fc.constant([]) });
    const count = (of: { tests?: readonly unknown[]; data_tests?: readonly unknown[] }) =>
      (of.tests?.length ?? 0) + (of.data_tests?.length ?? 0);
    await fc.assert(
      fc.asyncProperty(file, async (content) => {
        await rm(at('checks'), { recursive: true, force: true });
        await put('models/a.yml', stringify(content));
        const wanted = content.models.reduce(
          (sum, one) => sum + count(one) + (one.columns ?? []).reduce((all, each) => all + count(each), 0),
          0,
        );
        if (wanted === 0) return;
        const told = await imported('models', '--schema', 'quay');
        expect(told.tests).toBe(wanted);
        expect(told.translated + told.untranslated.length).toBe(wanted);
        expect(told.checks.flatMap((one) => one.tests).length).toBeGreaterThanOrEqual(told.translated);
      }),
      { numRuns: Number(process.env.ASSAY_RUNS ?? 60), seed: Number(process.env.ASSAY_SEED ?? 7) },
    );
  });
});

it('writes under checks/ of the project that is named', async () => {
  await put('models/a.yml', 'models: [{ name: boats, columns: [{ name: a, tests: [unique] }] }]');
  await put('harbour/assay.yml', 'name: harbour\n');
  await imported('models', '--project', 'harbour');
  expect(await readdir(at('harbour/checks/gold'))).toEqual(['boats.yml']);
  expect(await readdir(folder)).not.toContain('checks');
});

it('puts quotes around accepted values as dbt does', async () => {
  await put(
    'models/a.yml',
    'models: [{ name: boats, columns: [{ name: berth, tests: [{ accepted_values: { values: [1, "2"] } }] }, { name: size, tests: [{ accepted_values: { values: [1, 2], quote: false } }] }] }]',
  );
  await imported('models', '--schema', 'quay');
  expect(await contract('quay.boats')).toMatch(
    /berth: \{ one_of: \[ "1", "2" \] \}[\s\S]*size: \{ one_of: \[ 1, 2 \] \}/,
  );
});
