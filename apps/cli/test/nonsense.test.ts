import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assayHere } from './in-process.ts';
import { makeOrchard } from './orchard.ts';
import { start } from './program.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard());
});
afterEach(() => remove());

const assay = (words: readonly string[], env = {}) => assayHere(words, { cwd: folder, env });
const put = async (name: string, text: string) => {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
};
const config = (target: string, more = '') =>
  put(
    'assay.yml',
    `name: orchard\nas_of: 2026-01-31\ninput: raw\nrecords: [records]\nmodels: [models]\nchecks: [checks]\ntargets: { t: { type: duckdb, path: .assay/o.duckdb${target} } }\n${more}\n`,
  );
const mail = (said: string) => config('', `mail: { from: a@example.com, to: [b@example.com], ${said} }`);
const ACTING = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u;

describe('what assay.yml says', () => {
  it.each([
    [', memory: lots', '', /memory|an amount such as 512MB/],
    [', memory: -1GB', '', /an amount such as 512MB/],
    [', memory: 0GB', '', /an amount such as 512MB/],
    [', memory: 1e9', '', /./],
    [', memory: "${MEMORY}"', '', /memory from the environment is not an amount such as/],
    [', statement_timeout: -1', '', /more than 0/],
    ['', 'quarantine: { at_most: 500% }', /at most 100%; found "500%"/],
    ['', 'quarantine: { at_most: 100.1% }', /at most 100%/],
    ['', 'mail: { from: a@example.com, to: ["not an address"] }', /a mail address such as/],
    ['', 'mail: { from: nobody, to: [a@example.com] }', /a mail address such as/],
    ['', 'history: ""', /some text/],
  ])('%j %j is refused by a sentence', async (target, more, said) => {
    await config(target, more);
    const { code, stderr } = await assay(['lint'], { MEMORY: 'plenty' });
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)]);
  });

  it.each([', memory: 512MB', ', memory: 1.5 GiB', ', memory: "${MEMORY}"', ', statement_timeout: 2592000'])(
    '%j is taken, and a gate runs',
    async (target) => {
      await config(target);
      expect(await assay(['gate', '--quiet'], { MEMORY: '256MB' })).toEqual({ code: 0, stdout: '', stderr: '' });
    },
  );
});

it('names the engines there are where a target is of another', async () => {
  await put('assay.yml', 'name: orchard\ntargets: { t: { type: postgres, path: x } }\n');
  expect((await assay(['lint'])).stderr).toContain('expected "duckdb" or "databricks" or "spark"; found "postgres"');
});

it.each([
  ['freshness: { within: 24, column: tree }', 'expected a duration such as 24h, 2d or 90m; found 24'],
  ['freshness: { within: 24h, column: tree, severity: warning }', 'found "warning"; did you mean warn?'],
  ['checks: [{ share: { of: tree > 0, at_most: 50 } }]', 'expected a percentage such as 5%; found 50'],
  ['checks: [{ row_count: { at_least: 1 }, error: 5 }]', 'expected a limit such as "> 0" or "> 1%"; found 5'],
])('says of %s how it is written', async (said, message) => {
  await put('checks/gold/days.yml', `table: gold.days\n${said}\n`);
  expect((await assay(['lint'])).stdout).toContain(message);
});

describe('a flag', () => {
  it.each<[readonly string[], RegExp]>([
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((name): [string[], RegExp] => [
      ['gate', '--target', name],
      /there is no target/,
    ]),
    [['report', '--format', 'constructor'], /there is no format/],
    [['import', 'constructor', 'x'], /there is no import of/],
    [['schema', '__proto__'], /there is no schema/],
    [['gate', '--ci', 'valueOf'], /--ci takes/],
    [['explain', '--kind', 'constructor'], /is called constructor/],
    [['sample', '--out', 'x', '--plant', 'constructor'], /./],
    [['gate', '--select', `${'*'.repeat(64)}x`], /matches no table/],
    [['gate', '--select', `${'*a'.repeat(64)}x`], /matches no table/],
    [['gate', '--input', ''], /--input is given without a value/],
    [['gate', '--wait', '1e9'], /--wait takes seconds/],
    [['gate', '--wait', '0x10'], /--wait takes seconds/],
    [['sample', '--out', 'x', '--orders', '99999999999999999999'], /--orders is at most/],
    [['report', '--from', 'assay.yml', '--out', 'x'], /not JSON/],
  ])('%j is refused by a sentence', async (words, said) => {
    const { code, stderr } = await assay(words);
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)]);
    expect(stderr).not.toMatch(/bug of ours|\n\s+at /);
  });

  it('does not write over a folder, nor below a file, and leaves nothing there', async () => {
    await assay(['gate', '--quiet']);
    for (const out of ['raw', 'assay.yml/page.html']) {
      const { code, stderr } = await assay(['report', '--out', out]);
      expect([out, code, stderr]).toEqual([out, 2, expect.not.stringContaining('bug of ours')]);
    }
    expect((await readdir(folder)).filter((name) => /next/.test(name))).toEqual([]);
  });

  it('that names a variable which every object has is missing in the environment', async () => {
    await config('', 'mail: { from: a@example.com, to: [b@example.com], smtp: "${constructor}", when: always }');
    expect((await assay(['gate'])).stderr).toContain('constructor is not set');
  });
});

describe('what others say', () => {
  it('acts on no terminal: an answer of a mail server', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined).write('554 \x1b[31mred\x07 \x9b2J\u202eback\r\n');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number }; // it listens on a port
    await mail(`smtp: "smtp://127.0.0.1:${port}", when: always`);
    try {
      // As with a flush of a gate: one try is enough here
      const { code, stdout, stderr } = await assay(['gate']);
      expect([code, stderr]).toEqual([0, expect.stringMatching(/red/)]);
      expect(stdout + stderr).not.toMatch(ACTING);
    } finally {
      await new Promise((done) => server.close(done));
    }
  }, 30_000);

  it.each<[string, string, readonly string[]]>([
    ['a file name', 'models/gold/bad\x1b[2Jname.sql', ['lint']],
    ['a key of a contract', 'checks/gold/x.yml', ['lint']],
    ['a manifest', 'manifest.json', ['import', 'dbt', 'manifest.json']],
  ])('acts on no terminal: %s', async (_, file, words) => {
    await put(file, 'table: gold.trees\n"\\e[31mred": 1\n');
    const { stdout, stderr } = await assay(words);
    expect(stdout + stderr).not.toBe('');
    expect(stdout + stderr).not.toMatch(ACTING);
  });

  it('stays as it is in a document', async () => {
    await put(
      'models/gold/odd.sql',
      "-- grain: tree\nselect tree, 'a\u200eb' as mark from silver.harvest where apples > 99",
    );
    await put('checks/gold/odd.yml', 'table: gold.odd\nmay_be_empty: nothing grows in January\n');
    await assay(['gate', '--quiet']);
    const { stdout } = await assay(['spot', '--json', "select 'a\u200eb' as mark"]);
    expect(JSON.parse(stdout)).toMatchObject({ rows: [{ mark: 'a\u200eb' }] });
  });
});

describe('an SMTP address that cannot be read', () => {
  it.each(['smtp://user:pa%ss@127.0.0.1:2525', 'smtp://u:%E9@127.0.0.1', 'nonsense', 'http://127.0.0.1', 'smtp://'])(
    '%s changes neither verdict nor exit code',
    async (smtp) => {
      await mail('smtp: "${SMTP_URL}", when: always');
      const { code, stdout, stderr } = await assay(['gate'], { SMTP_URL: smtp });
      expect([code, stdout]).toEqual([0, expect.stringContaining('Published 3 tables')]);
      expect(stderr).toContain('the SMTP address must be of the form');
      expect(await assay(['mail', '--flush'], { SMTP_URL: smtp })).toMatchObject({ code: 0 });
    },
  );

  it('nor does an outbox that cannot be written', async () => {
    await mail('when: always');
    await put('.assay/outbox', 'a file in the way');
    const { code, stdout, stderr } = await assay(['gate']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Published 3 tables')]);
    expect(stderr).toMatch(/the mail of this run could not be made: .*try again with: assay mail/);
  });
});

describe('a file that no engine should be given', () => {
  const SQL = '-- grain: tree\nselect tree from silver.harvest';
  it.each<readonly [string, string, string | Buffer, RegExp]>([
    ['a NUL in a model', 'models/gold/odd.sql', `${SQL}\0`, /odd\.sql: cannot be read: it holds a control character/],
    ['a model in UTF-16', 'models/gold/odd.sql', Buffer.from(`\ufeff${SQL}`, 'utf16le'), /odd\.sql: cannot be read/],
    [
      'a model in Latin-1',
      'models/gold/odd.sql',
      Buffer.from(`${SQL} -- Bäume`, 'latin1'),
      /is not UTF-8; save it as UTF-8/,
    ],
    [
      'deep brackets',
      'models/gold/odd.sql',
      `-- grain: a\nselect ${'('.repeat(9000)}1${')'.repeat(9000)} as a`,
      /nested too deeply/,
    ],
    [
      'a NUL in a contract',
      'checks/gold/days.yml',
      'table: gold.days\nowner: "a\\0b"\n',
      /days\.yml:2:8: it holds a NUL/,
    ],
    [
      'a NUL in an expression',
      'checks/gold/days.yml',
      'table: gold.days\nchecks: [{ holds: "apples > 0\\x01" }]\n',
      /control character/,
    ],
    [
      'a NUL in a record schema',
      'records/b.schema.json',
      '{"type":"object","properties":{"a\\u0000":{"type":"string"}}}',
      /holds a NUL/,
    ],
  ])('%s is named in a sentence', async (_, file, text, said) => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
    for (const command of ['lint', 'gate']) {
      const { code, stdout, stderr } = await assay([command]);
      expect([code, stdout + stderr]).toEqual([2, expect.stringMatching(said)]);
      expect(stdout + stderr).not.toMatch(/bug of ours|\n\s+at /);
    }
  });

  it('is read with a byte order mark before it and carriage returns in it', async () => {
    await put('models/gold/odd.sql', `\ufeff${SQL.replaceAll('\n', '\r\n')}\r\n`);
    expect((await assay(['list'])).stdout).toMatch(/gold\.odd\s+tree/);
  });
});

describe('the program', () => {
  it('says so where the folder it stands in is gone', async () => {
    const gone = await mkdtemp(join(tmpdir(), 'assay-gone-'));
    const { child, ended } = start(['list', '--project', folder], { cwd: gone });
    child.kill('SIGSTOP');
    await rm(gone, { recursive: true });
    child.kill('SIGCONT');
    const { code, stderr } = await ended;
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([0, 3]).toContain(code);
    if (code === 3) expect(stderr).toContain('the folder in which it was started is gone');
  });
});
