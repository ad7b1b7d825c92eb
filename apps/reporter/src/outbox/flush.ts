import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionOptions } from 'node:tls';
import { lock } from 'proper-lockfile';
import { type Envelope, folder, makeFolders, readEnvelopes, readMessage, settle, writeEnvelope } from './envelope.ts';
import { type Connection, connect, type Reply } from './smtp-connection.ts';
import { type SmtpServer, smtpServer, WANTED_ADDRESS, withoutSecrets } from './smtp-server.ts';

export interface FlushOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly smtp: string;
  readonly now: () => Date;
  /** Milliseconds that all of it may take. */
  readonly budget?: number | undefined;
  /** Milliseconds before each further try; their number is the number of tries. */
  readonly backOff?: readonly number[] | undefined;
  readonly tls?: ConnectionOptions | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Delivery {
  readonly key: string;
  readonly subject: string;
  readonly to: string;
  /** What the server said. */
  readonly answer: string;
}

/** What happened. Whatever it was, nothing is lost: what was neither sent nor refused waits for the next flush. */
export interface Flushed {
  readonly sent: readonly Delivery[];
  readonly refused: readonly Delivery[];
  readonly waiting: readonly Delivery[];
  /** One sentence when something stood in the way of all. */
  readonly problem: string | null;
}

const BUDGET = 20_000;
const BACK_OFF = [1_000, 3_000, 6_000];
const STALE_LOCK = 15_000;
const NOT_TRIED = 'not tried yet';

/** The envelope after a server's answers. Written down before anything else is done. */
const answered = (envelope: Envelope, replies: readonly Reply[], at: string): Envelope => {
  const of = (verdict: Reply['verdict']): { to: string; answer: string; at: string }[] =>
    replies.filter((reply) => reply.verdict === verdict).map(({ to, answer }) => ({ to, answer, at }));
  return {
    ...envelope,
    pending: replies.filter(({ verdict }) => verdict === 'later').map(({ to }) => to),
    accepted: [...envelope.accepted, ...of('accepted')],
    refused: [...envelope.refused, ...of('refused')],
    attempts: envelope.attempts + 1,
    last_answer: replies.at(-1)?.answer ?? envelope.last_answer,
  };
};

interface Post {
  readonly state: string;
  readonly server: SmtpServer;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One connection, each waiting message offered once. Throws when the connection fails; answers so far are written down. */
const round = async (post: Post, waiting: Map<string, Envelope>, sentHere: Set<Envelope>): Promise<void> => {
  const { state, server, signal, now } = post;
  const connection: Connection = await connect(server, signal);
  try {
    for (const envelope of [...waiting.values()]) {
      const bytes = await readMessage(state, envelope.key);
      const replies = await connection.send({ from: envelope.from, to: envelope.pending, bytes });
      const clean = replies.map((reply) => ({ ...reply, answer: withoutSecrets(reply.answer, server) }));
      const after = answered(envelope, clean, now().toISOString());
      await writeEnvelope(state, after);
      waiting.set(envelope.key, after);
      sentHere.add(after);
      if (after.pending.length > 0) continue;
      await settle(state, after);
      waiting.delete(envelope.key);
    }
  } finally {
    connection.close();
  }
};

const send = async (post: Post, backOff: readonly number[]): Promise<Flushed> => {
  const { state, server, signal } = post;
  const { envelopes, foreign } = await readEnvelopes(state);
  for (const done of envelopes.filter(({ pending }) => pending.length === 0)) await settle(state, done);
  const waiting = new Map(envelopes.filter(({ pending }) => pending.length > 0).map((each) => [each.key, each]));
  const touched = new Map<string, Envelope>();

  let problem: string | null = null;
  for (let tried = 0; waiting.size > 0 && !signal.aborted; tried++) {
    const seen = new Set<Envelope>();
    try {
      await round(post, waiting, seen);
      problem = null;
    } catch (error) {
      problem = `mail could not be handed to ${server.host}:${server.port}: ${withoutSecrets(message(error), server)}`;
    }
    for (const each of seen) touched.set(each.key, each);
    const pause = backOff[tried];
    if (waiting.size === 0 || pause === undefined) break;
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }

  const before = new Map(envelopes.map((each) => [each.key, each]));
  const news = (list: 'accepted' | 'refused'): Delivery[] =>
    [...touched.values()].flatMap((each) =>
      each[list]
        .slice(before.get(each.key)?.[list].length ?? 0)
        .map(({ to, answer }) => ({ key: each.key, subject: each.subject, to, answer })),
    );
  const foreignSaid =
    foreign.length === 0
      ? null
      : `${folder(state, 'waiting')} holds files that are no envelopes: ${foreign.join(', ')}`;
  return {
    sent: news('accepted'),
    refused: news('refused'),
    waiting: [...waiting.values()].flatMap(({ key, subject, pending, last_answer }) =>
      pending.map((to) => ({ key, subject, to, answer: last_answer ?? problem ?? NOT_TRIED })),
    ),
    problem: problem ?? foreignSaid,
  };
};

const nothing = (problem: string): Flushed => ({ sent: [], refused: [], waiting: [], problem });

/**
 * Sends what waits in the outbox under `state`. Never throws for an address that is wrong or a server that is dead,
 * slow or unwilling, and never takes longer than its budget. Two flushes at once do not send twice: the second one says
 * that the first is at work.
 */
export const flush = async (state: string, options: FlushOptions): Promise<Flushed> => {
  const { smtp, now, budget = BUDGET, backOff = BACK_OFF, tls, signal } = options;
  const server = smtpServer(smtp, tls);
  if (server === undefined) return nothing(WANTED_ADDRESS);
  await makeFolders(state);
  const lost = new AbortController();
  const stop = AbortSignal.any([AbortSignal.timeout(budget), lost.signal, ...(signal === undefined ? [] : [signal])]);
  const outbox = folder(state, 'waiting');
  let release: () => Promise<void>;
  try {
    const onCompromised = (): void => lost.abort();
    release = await lock(outbox, { stale: STALE_LOCK, lockfilePath: `${outbox}.lock`, onCompromised });
  } catch (error) {
    return nothing(`another process is sending this outbox: ${message(error)}`);
  }
  try {
    return await send({ state, server, signal: stop, now }, backOff);
  } finally {
    await release().catch(() => undefined);
  }
};
