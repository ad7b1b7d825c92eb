import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assayHere } from './in-process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-lighthouse-'));
  await writeFile(
    join(folder, 'assay.yml'),
    `name: lighthouse
models: []
checks: []
sources: [keepers]
targets:
  token: { type: databricks, host: "\${HOST}", http_path: /sql/1, token: "\${SECRET}", catalog: main }
  service: { type: databricks, host: 127.0.0.1, http_path: /sql/1, client_id: keeper, client_secret: "\${SECRET}", catalog: main }
  thrift: { type: spark, host: 127.0.0.1, password: "\${SECRET}" }
mail: { from: a@example.com, to: [b@example.com], smtp: "\${SMTP}" }
`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

const WORD = 'puffin-8841';
const HOST = '127.0.0.1';

it.each([
  ['token', `${WORD}\n`, 'targets.token.token holds a line end'],
  ['token', `${WORD}\r\n`, 'targets.token.token holds a line end'],
  ['token', ` ${WORD}`, 'targets.token.token holds a blank at its beginning or end'],
  ['token', `${WORD.slice(0, 6)}\u200b${WORD.slice(6)}`, 'targets.token.token holds a character that is not seen'],
  ['token', `\ufeff${WORD}`, /targets\.token\.token holds a (blank|character)/],
  ['token', `${WORD}\u0000`, 'targets.token.token holds a character that is not seen'],
  ['token', `${WORD}é`, 'targets.token.token holds a character outside ASCII'],
  ['service', `${WORD}\n`, 'targets.service.client_secret holds a line end'],
  ['service', `${WORD}\u202e`, 'targets.service.client_secret holds a character that is not seen'],
  ['thrift', `${WORD}\n`, 'targets.thrift.password holds a line end'],
])('a secret of %s that is %j is refused at once, and not printed', async (target, secret, said) => {
  const env = { SECRET: secret, HOST };
  for (const command of ['check', 'audit', 'gate', 'lint', 'list']) {
    const { code, stdout, stderr } = await assayHere([command, '--target', target], { cwd: folder, env });
    expect([command, code]).toEqual([command, 2]);
    expect(stderr).toMatch(said);
    expect(stdout + stderr).not.toContain(WORD.slice(0, 6));
    expect(stderr.trim().split('\n')).toHaveLength(1);
  }
});

it('a host with a line end is refused at once', async () => {
  const env = { SECRET: WORD, HOST: `${HOST}\n` };
  expect(await assayHere(['check'], { cwd: folder, env })).toMatchObject({
    code: 2,
    stderr: 'assay check: targets.token.host holds a line end; set it without\n',
  });
});

it('so is the key of masks', async () => {
  const env = { SECRET: WORD, HOST, ASSAY_PII_KEY: `${WORD}\n` };
  const { code, stderr } = await assayHere(['lint'], { cwd: folder, env });
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'assay lint: ASSAY_PII_KEY holds a line end; set it without\n' });
});

it.each([`smtp://u:${WORD}@127.0.0.1:9\n`, `smtp://u:${WORD}%0A@127.0.0.1:9`, `smtp://u:${WORD}\u200b@127.0.0.1:9`])(
  'no mail is sent with %j',
  async (address) => {
    const env = { SECRET: WORD, HOST, SMTP: address };
    const { stdout, stderr } = await assayHere(['mail', '--flush'], { cwd: folder, env });
    expect(stdout + stderr).toMatch(/mail\.smtp holds a (line end|character that is not seen)/);
    expect(stdout + stderr).not.toContain(WORD);
  },
);
