import { execFileSync, spawnSync } from 'node:child_process';
import {
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { temporaryName } from '@assay/files';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Mail, renderMails } from '../src/mail/render-mails.ts';
import { type FlushOptions, flush } from '../src/outbox/flush.ts';
import { put } from '../src/outbox/put.ts';
import { answer, faultyServer, type MailServer, mailServer, STEPS } from './fixture/mail-server.ts';
import { published, refused } from './fixture/shop-report.ts';

const FROM = 'Shop quality <quality@shop.example>';
const now = (): Date => new Date('2026-03-16T06:01:00Z');

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'assay-outbox-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const digests = async (to: readonly string[] = ['data-team@shop.example'], owners = false): Promise<Mail[]> =>
  renderMails({ ...refused(), charts: [] }, { from: FROM, to, owners });

const fill = async (mails: readonly Mail[]): Promise<void> => {
  for (const mail of mails) await put(state, mail);
};

const serve = async (starting: Promise<MailServer>): Promise<MailServer> => {
  const server = await starting;
  onTestFinished(() => server.close());
  return server;
};

const send = (port: number, options: Partial<FlushOptions> = {}) =>
  flush(state, { smtp: `smtp://127.0.0.1:${port}`, now, backOff: [], budget: 5_000, ...options });

const names = (place: string): string[] =>
  readdirSync(join(state, place))
    .filter((name) => /\.(json|eml)$/.test(name))
    .sort();

describe('the outbox', () => {
  it('hands each digest over once, and keeps it with what the server said', async () => {
    const server = await serve(mailServer());
    const mails = await digests(['data-team@shop.example'], true);
    await fill(mails);
    const flushed = await send(server.port);
    expect(flushed.sent).toHaveLength(mails.length);
    expect(server.received.map(({ mail }) => mail.messageId).sort()).toEqual(
      mails.map(({ messageId }) => messageId).sort(),
    );
    expect(names('outbox')).toEqual([]);
    const kept = JSON.parse(readFileSync(join(state, 'sent', `${mails[0]?.key}.json`), 'utf8'));
    expect(kept).toMatchObject({
      pending: [],
      accepted: [{ to: 'data-team@shop.example', answer: expect.stringMatching(/^250/) }],
    });
    expect((await send(server.port)).sent).toEqual([]);
  });

  it('does not send again what was sent, when the digest of a run is made again', async () => {
    const server = await serve(mailServer());
    await fill(await digests());
    await send(server.port);
    const places = await Promise.all((await digests()).map((mail) => put(state, mail)));
    expect(places).toEqual(['sent']);
    await send(server.port);
    expect(server.received).toHaveLength(1);
  });

  it('loses nothing to a server that is not there', async () => {
    const gone = await mailServer();
    await gone.close();
    await fill(await digests());
    const flushed = await send(gone.port);
    expect(flushed).toMatchObject({ sent: [], refused: [], waiting: [{ to: 'data-team@shop.example' }] });
    expect(flushed.problem).toMatch(/could not be handed to 127\.0\.0\.1/);
    const server = await serve(mailServer());
    expect((await send(server.port)).sent).toHaveLength(1);
  });

  it.each(STEPS.filter((step) => step !== 'acceptance'))(
    'loses nothing when the connection drops at %s',
    async (step) => {
      const bad = await serve(faultyServer(step, 'drop'));
      await fill(await digests());
      const flushed = await send(bad.port);
      expect(flushed).toMatchObject({
        sent: [],
        refused: [],
        waiting: [{ to: 'data-team@shop.example' }],
        problem: expect.any(String),
      });
      expect(bad.received).toEqual([]);
      const server = await serve(mailServer());
      expect((await send(server.port)).sent).toHaveLength(1);
      expect(server.received).toHaveLength(1);
    },
  );

  it('sends a second time, under the same name, what a server took and went away before it said so', async () => {
    const bad = await serve(faultyServer('acceptance', 'drop'));
    const [mail] = await digests();
    await fill(await digests());
    expect(await send(bad.port)).toMatchObject({ sent: [], waiting: [{ to: 'data-team@shop.example' }] });
    const server = await serve(mailServer());
    expect((await send(server.port)).sent).toHaveLength(1);
    const taken = [...bad.received, ...server.received].map(({ mail: { messageId } }) => messageId);
    expect(taken).toEqual([mail?.messageId, mail?.messageId]);
    expect((await send(server.port)).sent).toEqual([]);
  });

  it.each(STEPS)('gives up in time when the server falls silent at %s', async (step) => {
    const bad = await serve(faultyServer(step, 'silence'));
    await fill(await digests());
    const began = performance.now();
    const flushed = await send(bad.port, { budget: 300, backOff: [50, 50] });
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(flushed.waiting).toHaveLength(1);
  });

  it('goes once a flush when it was handed over whole and the server went away before it said so', async () => {
    const breaking = await serve(faultyServer('acceptance', 'drop'));
    await fill(await digests());
    const flushed = await send(breaking.port, { backOff: [1, 1, 1] });
    expect(breaking.received).toHaveLength(1);
    expect(flushed).toMatchObject({
      sent: [],
      waiting: [{ answer: expect.stringMatching(/handed over whole.*did not say/) }],
    });
    const server = await serve(mailServer());
    expect((await send(server.port)).sent).toHaveLength(1);
  });

  it('is tried again in the same flush when the connection broke before its end was sent', async () => {
    const breaking = await serve(faultyServer('DATA', 'drop'));
    await fill(await digests());
    expect(await send(breaking.port, { backOff: [1, 1] })).toMatchObject({ sent: [], problem: /handed to/ });
    expect(breaking.received).toEqual([]);
  });

  it('stops when its time is over, also after the memory was cleaned up meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const clean = runInNewContext('gc') as () => void; // V8 gives it by this name
    const cleaning = setInterval(clean, 50);
    const silent = await serve(faultyServer('MAIL', 'silence'));
    await fill(await digests());
    const start = performance.now();
    const flushed = await send(silent.port, { budget: 400, backOff: [100, 100, 100] });
    clearInterval(cleaning);
    expect(performance.now() - start).toBeLessThan(3_000);
    expect(flushed.waiting).toHaveLength(1);
  });

  it.each(['pa%ss', '100%', '%E9', '%C3', 'pa%2', 'a%zz'])(
    'says of the password %s, which no address can hold, how it is written, and keeps the mail',
    async (password) => {
      await fill(await digests());
      for (const who of [`user:${password}`, `${password}:x`]) {
        const flushed = await flush(state, { smtp: `smtp://${who}@127.0.0.1:25`, now });
        expect(flushed.problem).toMatch(/must be of the form .*%25/);
        expect(flushed.problem).not.toContain(password);
      }
      expect(names('outbox')).toHaveLength(2);
    },
  );

  it('waits for a server that answers late, but in time', async () => {
    const server = await serve(
      mailServer({ onRcptTo: (_address, _session, done) => void setTimeout(done, 400, null) }),
    );
    await fill(await digests());
    expect(await send(server.port)).toMatchObject({ sent: [{ to: 'data-team@shop.example' }], waiting: [] });
  });

  it('tries again after a back-off when the server says later', async () => {
    let asked = 0;
    const server = await serve(
      mailServer({
        onRcptTo: (_address, _session, done) => done(asked++ === 0 ? answer(451, 'greylisted, come back') : null),
      }),
    );
    await fill(await digests());
    const flushed = await send(server.port, { backOff: [20] });
    expect(flushed).toMatchObject({ sent: [{ to: 'data-team@shop.example' }], waiting: [] });
    expect(asked).toBe(2);
  });

  it('tries again after a connection that failed, and then has no problem to tell', async () => {
    let connections = 0;
    const server = await serve(
      mailServer({ onConnect: (_session, done) => done(connections++ === 0 ? answer(421, 'too busy') : null) }),
    );
    await fill(await digests());
    expect(await send(server.port, { backOff: [20] })).toMatchObject({ sent: [{}], waiting: [], problem: null });
  });

  it('keeps what is greylisted for longer, with the answer', async () => {
    const server = await serve(mailServer({ onRcptTo: (_address, _session, done) => done(answer(451, 'greylisted')) }));
    await fill(await digests());
    const { waiting } = await send(server.port);
    expect(waiting).toMatchObject([{ answer: expect.stringContaining('greylisted') }]);
    expect(names('outbox')).toHaveLength(2);
  });

  it('sets aside what is refused for good, and tells', async () => {
    const server = await serve(
      mailServer({ onRcptTo: (_address, _session, done) => done(answer(550, 'no such mailbox')) }),
    );
    await fill(await digests());
    const flushed = await send(server.port, { backOff: [20, 20] });
    expect(flushed).toMatchObject({
      sent: [],
      waiting: [],
      refused: [{ to: 'data-team@shop.example', answer: expect.stringContaining('no such mailbox') }],
    });
    expect(names('outbox/refused')).toHaveLength(2);
    expect(names('outbox')).toEqual([]);
  });

  it('sends to the others when one recipient is refused and one is told to wait', async () => {
    let slow = 0;
    const server = await serve(
      mailServer({
        onRcptTo: ({ address }, _session, done) => {
          if (address.startsWith('gone')) return done(answer(550, 'left the shop'));
          if (address.startsWith('slow') && slow++ === 0) return done(answer(450, 'mailbox busy'));
          done(null);
        },
      }),
    );
    await fill(await digests(['ada@shop.example', 'gone@shop.example', 'slow@shop.example']));
    const flushed = await send(server.port, { backOff: [20] });
    expect(flushed.sent.map(({ to }) => to).sort()).toEqual(['ada@shop.example', 'slow@shop.example']);
    expect(flushed.refused.map(({ to }) => to)).toEqual(['gone@shop.example']);
    expect(server.received.map(({ to }) => to)).toEqual([['ada@shop.example'], ['slow@shop.example']]);
  });

  it('goes on with the next message after one that is refused', async () => {
    const server = await serve(
      mailServer({
        onRcptTo: ({ address }, _session, done) => done(address.startsWith('finance') ? answer(550, 'no') : null),
      }),
    );
    const mails = await digests(['data-team@shop.example'], true);
    await fill(mails);
    const flushed = await send(server.port);
    expect(flushed.refused).toHaveLength(1);
    expect(flushed.sent).toHaveLength(mails.length - 1);
  });

  it('sends once when two flushes run at once', async () => {
    const server = await serve(mailServer());
    await fill(await digests(['data-team@shop.example'], true));
    const [first, second] = await Promise.all([send(server.port), send(server.port)]);
    const ids = server.received.map(({ mail }) => mail.messageId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([first.problem, second.problem].filter((problem) => problem !== null)).toEqual([
      expect.stringContaining('another process'),
    ]);
  });

  it('sends a mail whose process was killed when only the envelope lacked its name, and sweeps one without a message', async () => {
    const server = await serve(mailServer());
    const [mail] = await digests();
    await fill(mail ? [mail] : []);
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    const prepared = (key: string) =>
      temporaryName(join(state, 'outbox', `${key}.json`)).replace(`-${process.pid}-`, `-${ended}-`);
    renameSync(join(state, 'outbox', `${mail?.key}.json`), prepared(`${mail?.key}`));
    writeFileSync(prepared('20260316_0601_torn'), '{ "version": 1, "key"');
    expect((await send(server.port)).sent).toMatchObject([{ key: mail?.key }]);
    expect(readdirSync(join(state, 'outbox'))).toEqual(['refused']);
  });

  it('offers a message once in a flush where what the server answered cannot be written down, and says so', async () => {
    const [mail, other] = await digests(['data-team@shop.example'], true);
    const server = await serve(
      mailServer({}, () => {
        const path = join(state, 'outbox', `${mail?.key}.json`);
        rmSync(path, { force: true, recursive: true });
        mkdirSync(path);
      }),
    );
    await fill(mail && other ? [mail, other] : []);
    const { problem, sent } = await send(server.port, { backOff: [1, 1, 1] });
    expect(problem).toMatch(/^what the server answered could not be written down, so a mail may go a second time: /);
    expect({ sent: sent.length, received: server.received.length }).toEqual({ sent: 1, received: 1 });
  });

  it('is sent by the next one at once where a sender was killed with its lock in hand', async () => {
    const server = await serve(mailServer());
    await fill(await digests());
    const killed = spawnSync(process.execPath, ['-e', '']).pid;
    symlinkSync(`${hostname()}:${killed}`, join(state, 'outbox.lock'));
    expect((await send(server.port)).sent).toHaveLength(1);
    expect(readdirSync(state)).not.toContain('outbox.lock');
  });

  it('waits while a sender on another machine holds its lock, and no longer than that is refreshed', async () => {
    const server = await serve(mailServer());
    await fill(await digests());
    const lock = join(state, 'outbox.lock');
    symlinkSync('elsewhere:1', lock);
    expect((await send(server.port)).problem).toMatch(/another process/);
    const long = new Date(Date.now() - 16_000);
    lutimesSync(lock, long, long);
    expect((await send(server.port)).sent).toHaveLength(1);
  });

  it('finishes the way of a message whose acceptance was written down before a crash, without sending it', async () => {
    const server = await serve(mailServer());
    await fill(await digests());
    const [name] = names('outbox').filter((each) => each.endsWith('.json'));
    const path = join(state, 'outbox', String(name));
    const envelope = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(
      path,
      JSON.stringify({
        ...envelope,
        pending: [],
        accepted: [{ to: 'data-team@shop.example', answer: '250 ok', at: 'then' }],
      }),
    );
    expect((await send(server.port)).sent).toEqual([]);
    expect(server.received).toEqual([]);
    expect(names('sent')).toHaveLength(2);
    expect(names('outbox')).toEqual([]);
  });

  it('names what is torn or has lost its message, and sends the others', async () => {
    const server = await serve(mailServer());
    const [mail, lost] = await digests(['data-team@shop.example'], true);
    await fill([mail, lost].filter((each) => each !== undefined));
    rmSync(join(state, 'outbox', `${lost?.key}.eml`));
    writeFileSync(join(state, 'outbox', 'torn.json'), '{"version": 1, "key": "to');
    const flushed = await send(server.port);
    expect(flushed.sent).toHaveLength(1);
    expect(flushed.problem).toContain('torn.json is no envelope');
    expect(flushed.problem).toContain(`${lost?.key}.json has lost its message`);
  });
});

describe('secrets and TLS', () => {
  const certificate = (): { key: string; cert: string } => {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const [key, cert] = [join(state, 'key.pem'), join(state, 'cert.pem')];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert, ...subject],
      { stdio: 'ignore' },
    );
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  };
  const signIn: NonNullable<Parameters<typeof mailServer>[0]> = {
    authOptional: false,
    onAuth: ({ username, password }, _session, done) =>
      username === 'assay' && password === 's3cret/%'
        ? done(null, { user: username })
        : done(answer(535, `wrong password ${password}`)),
  };
  const secret = encodeURIComponent('s3cret/%');

  it('signs in over STARTTLS', async () => {
    const { key, cert } = certificate();
    const server = await serve(mailServer({ ...signIn, key, cert }));
    await fill(await digests());
    const smtp = `smtp://assay:${secret}@localhost:${server.port}?starttls=required`;
    expect(await send(server.port, { smtp, tls: { ca: cert } })).toMatchObject({ sent: [{}], problem: null });
  });

  it('signs in over TLS from the first byte', async () => {
    const { key, cert } = certificate();
    const server = await serve(mailServer({ ...signIn, key, cert, secure: true }));
    await fill(await digests());
    expect(
      await send(server.port, { smtp: `smtps://assay:${secret}@localhost:${server.port}`, tls: { ca: cert } }),
    ).toMatchObject({ sent: [{}] });
  });

  it('keeps the mail when the certificate is not trusted', async () => {
    const { key, cert } = certificate();
    const server = await serve(mailServer({ ...signIn, key, cert, secure: true }));
    await fill(await digests());
    const flushed = await send(server.port, { smtp: `smtps://assay:${secret}@localhost:${server.port}` });
    expect(flushed).toMatchObject({ sent: [], waiting: [{}], problem: expect.stringContaining('certificate') });
  });

  it('keeps the mail when STARTTLS is required and not offered, and never shows a password in the clear', async () => {
    const server = await serve(mailServer());
    await fill(await digests());
    const flushed = await send(server.port, {
      smtp: `smtp://assay:${secret}@127.0.0.1:${server.port}?starttls=required`,
    });
    expect(flushed).toMatchObject({ sent: [], waiting: [{}], problem: expect.any(String) });
  });

  it('keeps the mail when the password is wrong, and repeats it nowhere, even when the server does', async () => {
    const { key, cert } = certificate();
    const server = await serve(mailServer({ ...signIn, key, cert }));
    await fill(await digests());
    const flushed = await send(server.port, {
      smtp: `smtp://assay:hunter2-hunter2@localhost:${server.port}?starttls=required`,
      tls: { ca: cert },
    });
    expect(flushed).toMatchObject({
      sent: [],
      refused: [],
      waiting: [{}],
      problem: expect.stringContaining('wrong password'),
    });
    const written = names('outbox').map((name) => readFileSync(join(state, 'outbox', name), 'utf8'));
    expect([JSON.stringify(flushed), ...written].join('')).not.toContain('hunter2');
  });

  it.each(['http://assay:hunter2@mail', 'assay:hunter2@mail', 'smtp://', ''])(
    'says what an SMTP address looks like without repeating %j',
    async (smtp) => {
      await fill(await digests());
      const flushed = await send(0, { smtp });
      expect(flushed.problem).toMatch(/must be of the form smtp:/);
      expect(JSON.stringify(flushed)).not.toContain('hunter2');
      expect(names('outbox')).toHaveLength(2);
    },
  );
});

it('keeps digests of two runs apart and lets the second answer the first', async () => {
  const server = await serve(mailServer());
  await fill(await digests());
  await fill(await renderMails({ ...published(), charts: [] }, { from: FROM, to: ['data-team@shop.example'] }));
  await send(server.port);
  const [first, second] = server.received
    .map(({ mail }) => mail)
    .sort((a, b) => String(a.messageId).localeCompare(String(b.messageId)));
  expect(second?.references).toContain(String(first?.messageId));
});
