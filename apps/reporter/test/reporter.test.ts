import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Report } from '@assay/core';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { main } from '../src/main.ts';
import { answer, mailServer } from './fixture/mail-server.ts';
import { published, refused, unknown } from './fixture/shop-report.ts';

const PROGRAM = fileURLToPath(new URL('../bin/assay-reporter.mjs', import.meta.url));

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-reporter-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const keep = (report: unknown, name = 'night.json'): string => {
  writeFileSync(join(cwd, name), typeof report === 'string' ? report : JSON.stringify(report));
  return name;
};

const run = async (args: readonly string[], env: Record<string, string> = {}) => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const signal = new AbortController().signal;
  const code = await main(args, { env, cwd, stdout, stderr, signal, now: () => new Date('2026-03-16T06:01:00Z') });
  const text = (stream: PassThrough): string => String(stream.read() ?? '');
  return { code, stdout: text(stdout), stderr: text(stderr) };
};

const written = (folder = 'site'): string[] => readdirSync(join(cwd, folder)).sort();
const file = (path: string): string => readFileSync(join(cwd, path), 'utf8');

const MAIL = ['--mail-from', 'Shop quality <quality@shop.example>', '--mail-to', 'team@shop.example,ops@shop.example'];

const serve = async (...options: Parameters<typeof mailServer>) => {
  const server = await mailServer(...options);
  onTestFinished(() => server.close());
  return { ...server, env: { SMTP_URL: `smtp://127.0.0.1:${server.port}` } };
};

describe('assay-reporter', () => {
  it.each<[string, Report, number]>([
    ['0 for a run in which nothing failed', published(), 0],
    ['1 for a refused run', refused(), 1],
    ['3 for a run that could not tell', unknown(), 3],
  ])('exits with %s', async (_what, report, code) => {
    const ended = await run([keep(report), '--out', 'site', '--format', 'page']);
    expect(ended).toMatchObject({ code, stderr: '' });
    expect(ended.stdout).toContain('page: site/report.html');
  });

  it('writes every view, each what the report says', async () => {
    await run([keep(refused()), '--out', 'public/night']);
    expect(written('public/night')).toEqual([
      'annotations.txt',
      'assay.sarif',
      'junit.xml',
      'report.html',
      'summary.md',
    ]);
    expect(file('public/night/report.html')).toContain('<!doctype html>');
    expect(file('public/night/summary.md')).toContain('Refused: 2 of 5 tables breach their contract.');
    expect(file('public/night/junit.xml')).toContain('<testsuites');
    expect(JSON.parse(file('public/night/assay.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(file('public/night/annotations.txt')).toContain('::error file=checks/silver/fact_orders.yml,line=31');
  });

  it('writes the views that are named, and nothing else', async () => {
    await run([keep(refused()), '--out', 'site', '--format', 'junit,page,junit']);
    expect(written()).toEqual(['junit.xml', 'report.html']);
    expect(readdirSync(cwd).sort()).toEqual(['night.json', 'site']);
  });

  it('places annotations in the folder of the project', async () => {
    await run([keep(refused()), '--out', 'site', '--format', 'github', '--root', 'lakehouse/shop']);
    expect(file('site/annotations.txt')).toContain('file=lakehouse/shop/checks/silver/fact_orders.yml');
  });

  it('hands GitHub its annotations and its summary, and prints no commands elsewhere unless asked', async () => {
    const report = keep(refused());
    const summary = join(cwd, 'step.md');
    const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    expect((await run([report, '--out', 'site'], github)).stdout).toContain('\n::error ');
    expect(file('step.md')).toBe(file('site/summary.md'));
    expect((await run([report, '--out', 'site'])).stdout).not.toContain('::error');
    expect((await run([report, '--out', 'site', '--format', 'github'])).stdout).toContain('\n::error ');
  });

  it('starts as a program of its own', async () => {
    const args = [PROGRAM, keep(refused()), '--out', 'site', '--format', 'markdown'];
    const ended = await new Promise<{ code: unknown; stdout: string }>((done) => {
      execFile(process.execPath, args, { cwd, env: { PATH: process.env.PATH } }, (error, stdout) =>
        done({ code: error?.code ?? 0, stdout }),
      );
    });
    expect(ended).toEqual({ code: 1, stdout: expect.stringContaining('Refused: 2 of 5 tables') });
    expect(written()).toEqual(['summary.md']);
  });
});

describe('its mail', () => {
  it('goes to the team and to each owner with news, once however often it is started', async () => {
    const server = await serve();
    const args = [keep(refused()), '--out', 'site', ...MAIL, '--owners', '--outbox', 'post'];
    expect(await run(args, server.env)).toMatchObject({ code: 1, stderr: '3 mails sent\n' });
    expect(server.received.map(({ to }) => to).sort()).toEqual([
      ['finance@shop.example'],
      ['ingest@shop.example'],
      ['team@shop.example', 'ops@shop.example'],
    ]);
    await run(args, server.env);
    expect(server.received).toHaveLength(3);
  });

  it('waits without a server and with a dead one, which changes no exit code', async () => {
    const args = [keep(published()), '--out', 'site', ...MAIL, '--when', 'always', '--outbox', 'post'];
    expect(await run(args)).toMatchObject({ code: 0, stderr: 'mail waits in post/outbox: SMTP_URL is not set\n' });
    const waiting = readdirSync(join(cwd, 'post/outbox')).filter((name) => name.endsWith('.eml'));
    expect(waiting).toHaveLength(1);
    const wrong = await run(args, { SMTP_URL: 'mailto:quality@shop.example' });
    expect(wrong).toMatchObject({ code: 0, stderr: expect.stringContaining('must be of the form smtp://') });
    const server = await serve();
    expect(await run(args, server.env)).toMatchObject({ code: 0 });
    expect(server.received).toHaveLength(1);
  });

  it('that a server refuses for good changes no exit code', async () => {
    const server = await serve({ onRcptTo: (_to, _session, done) => done(answer(550, 'nobody of that name')) });
    const ended = await run(
      [keep(published()), '--out', 'site', ...MAIL, '--when', 'always', '--outbox', 'post'],
      server.env,
    );
    expect(ended).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('refused for good by the server for team@'),
    });
  });

  it('stays away when nothing changed, and says so', async () => {
    const server = await serve();
    const args = [keep(refused()), '--out', 'site', ...MAIL, '--when', 'never', '--outbox', 'post'];
    expect(await run(args, server.env)).toMatchObject({
      code: 1,
      stderr: 'nothing changed, so nobody is written to\n',
    });
    expect(server.received).toEqual([]);
  });

  it('leaves no address in the report', async () => {
    const name = keep(refused());
    const before = file(name);
    await run([name, '--out', 'site', ...MAIL, '--outbox', 'post']);
    expect(file(name)).toBe(before);
    for (const view of written()) expect(file(join('site', view))).not.toContain('ops@shop.example');
  });
});

describe('bad use gets one sentence and exit code 2:', () => {
  const said = async (args: readonly string[], sentence: string | RegExp) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^assay-reporter: [^\n]+\n$/);
    expect(stderr).toMatch(sentence);
    expect(existsSync(join(cwd, 'site', 'summary.md'))).toBe(false);
  };

  it('no report, or two', async () => {
    await said(['--out', 'site'], 'no report is named');
    await said(['a.json', 'b.json', '--out', 'site'], '"b.json" is one too many');
  });
  it('a file that is not there', () => said(['gone.json', '--out', 'site'], /there is no file .*gone\.json/));
  it('a folder instead of a file', () => said(['.', '--out', 'site'], 'is a folder; name the report.json in it'));
  it('a file that was cut short', () =>
    said([keep(JSON.stringify(refused()).slice(0, 900)), '--out', 'site'], 'not JSON or was cut short'));
  it('a document of something else', () => said([keep({ name: 'shop' }), '--out', 'site'], 'not a report of Assay'));
  it('a report of another version', () =>
    said([keep({ ...refused(), version: 7 }), '--out', 'site'], 'the report is of version 7'));
  it('no folder to write to', () => said([keep(refused())], '--out is missing'));
  it('a file where the folder should be', () =>
    said([keep(refused()), '--out', 'night.json'], 'is a file; name a folder'));
  it('a file above the folder', () => said([keep(refused()), '--out', 'night.json/site'], 'lies below a file'));
  it('a folder where a view should be', async () => {
    mkdirSync(join(cwd, 'site', 'junit.xml'), { recursive: true });
    await said([keep(refused()), '--out', 'site'], 'site/junit.xml is a folder where a file is to be written');
    expect(written()).toEqual(['junit.xml']);
  });
  it('an unknown format', () =>
    said([keep(refused()), '--out', 'site', '--format', 'page,pdf'], 'there is no format "pdf"'));
  it('an unknown option', () => said([keep(refused()), '--out', 'site', '--smtp', 'x'], "'--smtp'"));
  it('mail without all it needs', async () => {
    await said([keep(refused()), '--out', 'site', '--owners'], 'missing: --mail-from, --mail-to, --outbox');
    await said([keep(refused()), '--out', 'site', ...MAIL], 'missing: --outbox');
  });
  it.each(['team', 'team@shop.example,', 'a@shop.example\nBcc: b@shop.example', '<team@shop.example', '@shop.example'])(
    'the address %j',
    (to) =>
      said(
        [keep(refused()), '--out', 'site', ...MAIL.slice(0, 2), '--mail-to', to, '--outbox', 'post'],
        '--mail-to takes mail addresses',
      ),
  );
  it('a wrong --when', () =>
    said(
      [keep(refused()), '--out', 'site', ...MAIL, '--outbox', 'post', '--when', 'monday'],
      '--when takes changed, always, never',
    ));
  it('a file where the outbox should be', () =>
    said([keep(refused()), '--out', 'site', ...MAIL, '--outbox', 'night.json'], '--outbox night.json is a file'));
});

it('shows help with an example, and exits with 0', async () => {
  const { code, stdout } = await run(['--help']);
  expect([code, stdout]).toEqual([0, expect.stringContaining('example: assay-reporter ')]);
});

it('lets nothing of a name act on the terminal', async () => {
  const { stderr } = await run(['\u001b[31mred.json', '--out', 'site']);
  expect(stderr).not.toContain('\u001b');
});
