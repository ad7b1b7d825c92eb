import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { castList } from '../src/databricks/cast-list.ts';
import { failure } from '../src/databricks/errors.ts';
import { lossless } from '../src/databricks/lossless.ts';
import { databricksDialect } from '../src/index.ts';

describe('the dialect of Databricks', () => {
  it.each([
    ["it's", "'it\\'s'"],
    ['back\\slash', "'back\\\\slash'"],
    ["\\'; drop table x; --", "'\\\\\\'; drop table x; --'"],
    [null, 'NULL'],
    [12n, '12'],
    [{ date: '2026-01-31' }, "DATE '2026-01-31'"],
    [{ timestamp: '2026-01-31 10:00:00' }, "TIMESTAMP '2026-01-31 10:00:00'"],
  ])('writes %o as the literal %s', (value, literal) => {
    expect(databricksDialect.literal(value)).toBe(literal);
  });

  it('quotes names with backticks, and those in them', () => {
    expect(databricksDialect.id('odd`name')).toBe('`odd``name`');
  });

  it('has no literal for what is no number', () => {
    expect(() => databricksDialect.literal(Number.NaN)).toThrow(/NaN/);
  });
});

describe('a select list of casts', () => {
  it.each([
    ['select cast(count(*) as string) as m0', [{ name: 'm0', type: 'string' }]],
    [
      "SELECT CAST(max(case when a = ',' then 1 end) AS double) AS `m 1`, cast((select max(b) from u) as int) as m2 FROM t",
      [
        { name: 'm 1', type: 'double' },
        { name: 'm2', type: 'int' },
      ],
    ],
  ])('says its own types: %s', (text, columns) => {
    expect(castList(text)).toEqual(columns);
  });

  it.each([
    'select count(*) as m0',
    'select cast(a as decimal(18,2)) as a from t',
    'select cast(a as bigint) as a from t',
    'select cast(a as string) || cast(b as string) as c from t',
    'select 1 + cast(a as int) as c from t',
    'select cast(a as string) as a, b from t',
    'select cast(a as string) as a from t union all select b from u',
    'with t as (select 1 as a) select cast(a as string) as a from t',
    'select distinct cast(a as string) as a from t',
    'select cast(a as string) from t',
  ])('is not: %s', (text) => {
    expect(castList(text)).toBeUndefined();
  });
});

it('casts what a transport may lose, and leaves the rest of a query alone', () => {
  const columns = [
    { name: 'n', type: 'int' },
    { name: 'money', type: 'decimal(18,2)' },
    { name: 'tags', type: 'array<string>' },
  ];
  expect(lossless('select 1;', columns)).toBe(
    'select `n`, cast(`money` as string) as `money`, cast(to_json(`tags`) as string) as `tags` from (\nselect 1\n) as lossless',
  );
  expect(lossless('select 1', columns.slice(0, 1))).toBe('select 1');
});

describe('a failure', () => {
  const broken = (message: string, more: object = {}) =>
    failure({ host: 'dbc.example.com', secrets: [] }, Object.assign(new Error(message), more));
  it.each([
    ['getaddrinfo ENOTFOUND dbc.example.com', { code: 'ENOTFOUND' }, /not a known host; check `host`/],
    ['connect ECONNREFUSED 10.0.0.1:443', { code: 'ECONNREFUSED' }, /refuses connections/],
    ['self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, /NODE_EXTRA_CA_CERTS/],
    ['x', { statusCode: 401 }, /refused the token/],
    ['x', { statusCode: 503 }, /may be starting/],
    ['invalid_client (Client authentication failed)', {}, /client_id/],
    ['x', { response: { displayMessage: 'Invalid SessionHandle: SessionHandle [1]' } }, /ended the session/],
    ['x', { response: { displayMessage: '[RESOURCE_EXHAUSTED] maximum number of running queries' } }, /overloaded/],
    [
      'x',
      {
        response: {
          displayMessage:
            "[INSUFFICIENT_PERMISSIONS] User does not have permission SELECT on table 'x'. SQLSTATE: 42501",
        },
      },
      /does not permit it: User does not have permission SELECT/,
    ],
    ['socket hang up', {}, /could not be reached/],
  ])('of the server is one sentence with exit code 3: %s %j', (message, more, sentence) => {
    const error = broken(message, more);
    expect(error).toMatchObject({ name: 'UnavailableError', message: expect.stringMatching(sentence) });
    expect(error.message).toMatch(/^dbc\.example\.com [^\n]*$/);
  });

  it('of a statement keeps its condition, without plan or stack', () => {
    const response = {
      errorMessage:
        'org.apache.hive.service.cli.HiveSQLException: Error running query: [DIVIDE_BY_ZERO] org.apache.spark.SparkArithmeticException: [DIVIDE_BY_ZERO] Division by zero. Use `try_divide`. SQLSTATE: 22012\n== SQL ==\nselect 1/0\n\tat org.apache.spark.Foo(Foo.scala:1)',
    };
    expect(broken('The operation failed due to an error', { response })).toMatchObject({
      name: 'StatementError',
      condition: 'DIVIDE_BY_ZERO',
      message: 'Division by zero. Use `try_divide`. (DIVIDE_BY_ZERO)',
    });
  });

  it('that is no Error, as the driver throws some, is one all the same', () => {
    expect(
      failure({ host: 'h', secrets: [] }, { name: 'Status Error', message: 'Invalid SessionHandle' }),
    ).toBeInstanceOf(Error);
    expect(failure({ host: 'h', secrets: [] }, undefined)).toBeInstanceOf(Error);
  });
});

it('loads the driver only when somebody connects', async () => {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL('../src/index.ts', import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    external: ['@databricks/*', '@duckdb/*'],
    plugins: [
      {
        name: 'text',
        setup: (esbuild) => {
          esbuild.onResolve({ filter: /\?raw$/ }, ({ path }) => ({ path, namespace: 'text' }));
          esbuild.onLoad({ filter: /.*/, namespace: 'text' }, () => ({ contents: '', loader: 'text' }));
        },
      },
    ],
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const kinds = imports.filter(({ path }) => path.startsWith('@databricks/')).map(({ kind }) => kind);
  expect(kinds).toEqual(['dynamic-import']);
});

it.each([
  ['Bearer pine-marten-51 is not a legal HTTP header value', 'pine-marten-51'],
  ['request failed: {"authorization":"Bearer pine-marten-51\\n"}', 'pine-marten-51\n'],
  ['sent cGluZS1tYXJ0ZW4tNTE= to the server', 'pine-marten-51'],
  ['GET /oauth?secret=pine%20marten%2F51 failed', 'pine marten/51'],
])('of %j no secret is left', (message, secret) => {
  const told = failure({ host: 'dbc.example.com', secrets: [secret] }, new Error(message)).message;
  expect(told).not.toMatch(/pine|cGluZS1/);
  expect(told).toContain('••••');
});
