import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderMails } from '../src/mail/render-mails.ts';
import { flush } from '../src/outbox/flush.ts';
import { put } from '../src/outbox/put.ts';
import { mailServer } from './fixture/mail-server.ts';
import { refused } from './fixture/shop-report.ts';

const KILLS = Number(process.env.ASSAY_KILLS ?? 60);

let folder: string;
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-flush-'));
  program = join(folder, 'flush-once.mjs');
  const entry = fileURLToPath(new URL('fixture/flush-once.ts', import.meta.url));
  const banner = {
    js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(createRequire(import.meta.url).resolve('nodemailer'))});`,
  };
  await build({
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner,
    logLevel: 'silent',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the files under `state` say was accepted, whatever place they are in. */
const recorded = (state: string): string[] =>
  ['outbox', 'sent'].flatMap((place) =>
    readdirSync(join(state, place))
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(state, place, name), 'utf8')))
      .filter(({ accepted }) => accepted.length > 0)
      .map(({ message_id }) => message_id),
  );

const times = (list: readonly string[], item: string): number => list.filter((each) => each === item).length;

it(`loses nothing, and sends nothing again whose acceptance was written down, killed at ${KILLS} moments`, async () => {
  let onAccept = (): void => undefined;
  const server = await mailServer({}, () => onAccept());
  const mails = await renderMails(
    { ...refused(), charts: [] },
    { from: 'quality@shop.example', to: ['team@shop.example'], owners: true },
  );
  const ids = mails.map(({ messageId }) => messageId);
  let duplicates = 0;
  let cutShort = 0;
  for (let i = 0; i < KILLS; i++) {
    const state = mkdtempSync(join(folder, 'state-'));
    for (const mail of mails) await put(state, mail);
    const from = server.received.length;
    const child = spawn(process.execPath, [program, state, String(server.port)], { stdio: 'ignore' });
    const ended = new Promise((done) => child.on('exit', done));
    const accepted = new Promise<void>((done) => {
      let left = i % (mails.length + 1);
      onAccept = () => void (--left === 0 && done());
    });
    const moment = i % 2 === 0 ? accepted.then(() => sleep((i % 7) * 2)) : sleep(100 + (i / KILLS) * 500);
    await Promise.race([ended, moment]);
    if (child.exitCode === null) cutShort += 1;
    child.kill('SIGKILL');
    await ended;
    await sleep(50);

    const atKill = server.received.slice(from).map(({ mail }) => String(mail.messageId));
    const written = recorded(state);
    await flush(state, { smtp: `smtp://127.0.0.1:${server.port}`, now: () => new Date(), backOff: [] });
    const all = server.received.slice(from).map(({ mail }) => String(mail.messageId));
    for (const id of ids) expect(times(all, id), `${id} was lost`).toBeGreaterThanOrEqual(1);
    for (const id of written) expect(times(all, id), `${id} was sent again`).toBe(times(atKill, id));
    duplicates += all.length - ids.length;
    expect(readdirSync(join(state, 'outbox')).filter((name) => name.endsWith('.json'))).toEqual([]);
  }
  await server.close();
  expect(cutShort).toBeGreaterThan(KILLS / 4);
  expect(
    duplicates,
    'a message between acceptance and its record is the only one that may go twice',
  ).toBeLessThanOrEqual(KILLS);
});
