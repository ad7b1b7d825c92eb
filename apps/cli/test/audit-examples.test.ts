import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { project } from '@assay/core';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { makeOrchard } from './orchard.ts';
import { assay } from './program.ts';

const PROGRAM = fileURLToPath(new URL('../bin/assay.mjs', import.meta.url));
const doc = (name: string) => readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

/** The examples of a document in one language. */
const examples = async (name: string, language: string): Promise<string[]> =>
  Array.from(
    (await doc(name)).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm')),
    ([, text = '']) => text,
  );

describe('the examples of docs/audits.md', () => {
  it('configure a project', async () => {
    const [yaml = ''] = await examples('audits.md', 'yaml');
    const read = project.parse({ name: 'shop', targets: {}, ...parse(yaml) });
    expect(read.audit).toEqual({ remind: '24h', score: 95, duration: '30m' });
  });

  it('run from a crontab, with the environment of a file and next to nothing else', async () => {
    const [line = ''] = await examples('audits.md', 'crontab');
    const [, command = ''] = /^25 \* \* \* \* (.+)\n$/.exec(line) ?? [];
    const { folder, remove } = await makeOrchard();
    try {
      expect((await assay(['gate'], { cwd: folder })).code).toBe(0);
      const bin = join(folder, 'bin');
      await mkdir(bin);
      await writeFile(join(bin, 'assay'), `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`, { mode: 0o755 });
      await writeFile(join(folder, 'audit.env'), 'SMTP_URL=smtp://127.0.0.1:1\n');
      const ran = promisify(execFile)('/bin/sh', ['-c', command.replace('/srv/shop', folder)], {
        env: { PATH: `${bin}${delimiter}/usr/bin${delimiter}/bin`, HOME: folder },
      });
      await expect(ran).resolves.toEqual({ stdout: '', stderr: '' });
      expect(JSON.parse(await readFile(join(folder, '.assay/latest/audit-runs/report.json'), 'utf8'))).toMatchObject({
        verdict: 'pass',
        published: null,
      });
    } finally {
      await remove();
    }
  });

  const systemd = spawnSync('systemd-analyze', ['--version']).status === 0;
  test.skipIf(!systemd)('are units and a calendar that systemd understands', async () => {
    const [service = '', timer = ''] = await examples('audits.md', 'ini');
    const folder = await mkdtemp(join(tmpdir(), 'assay-units-'));
    try {
      // The account and the folder are the reader's own
      await writeFile(
        join(folder, 'assay-audit.service'),
        service.replace('User=assay', 'User=root').replaceAll('/srv/shop', folder),
      );
      await writeFile(join(folder, 'assay-audit.timer'), timer);
      await writeFile(join(folder, 'audit.env'), '');
      const verified = spawnSync('systemd-analyze', ['verify', '--man=no', join(folder, 'assay-audit.timer')], {
        encoding: 'utf8',
      });
      expect(verified.stderr.split('\n').filter((line) => line.includes('assay-audit'))).toEqual([]);
      const calendar = /OnCalendar=(.+)/.exec(timer)?.[1] ?? '';
      const next = spawnSync('systemd-analyze', ['calendar', '--iterations=2', calendar], { encoding: 'utf8' });
      expect([next.status, next.stdout.match(/:25:00/g)?.length]).toEqual([0, 3]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

it('docs/ci.md tells every input of the action, with its default', async () => {
  const action = parse(await readFile(new URL('../../../.github/actions/assay/action.yml', import.meta.url), 'utf8'));
  const rows = Array.from((await doc('ci.md')).matchAll(/^\| `([\w-]+)` \| (.+) \|$/gm), ([, name = '', text = '']) => [
    name,
    text,
  ]);
  const told = new Map(rows as [string, string][]);
  for (const [name, input] of Object.entries(action.inputs as Record<string, { default: string }>)) {
    expect(told.get(name), name).toBeDefined();
    if (input.default !== '') expect(told.get(name)).toContain(`(\`${input.default}\`)`);
  }
  for (const yaml of await examples('ci.md', 'yaml')) expect(parse(yaml)).toBeTypeOf('object');
});
