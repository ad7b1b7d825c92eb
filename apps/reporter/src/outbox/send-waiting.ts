import { setTimeout as sleep } from 'node:timers/promises';
import { diskReason } from '@assay/core';
import { type Envelope, readEnvelopes, readMessage, settle, writeEnvelope } from './envelope.ts';
import type { Delivery, Flushed } from './flushed.ts';
import { connect, type Reply } from './smtp-connection.ts';
import { type SmtpServer, withoutSecrets } from './smtp-server.ts';

const OPEN: ReadonlySet<Reply['verdict']> = new Set(['later', 'doubtful']);
const NOT_TRIED = 'not tried yet';

/** The envelope after a server's answers. Written down before anything else is done. */
const answered = (envelope: Envelope, replies: readonly Reply[], at: string): Envelope => {
  const of = (verdict: Reply['verdict']): { to: string; answer: string; at: string }[] =>
    replies.filter((reply) => reply.verdict === verdict).map(({ to, answer }) => ({ to, answer, at }));
  return {
    ...envelope,
    pending: replies.filter(({ verdict }) => OPEN.has(verdict)).map(({ to }) => to),
    accepted: [...envelope.accepted, ...of('accepted')],
    refused: [...envelope.refused, ...of('refused')],
    attempts: envelope.attempts + 1,
    last_answer: replies.at(-1)?.answer ?? envelope.last_answer,
  };
};

/** A sender at work: it alone touches the outbox. */
export interface Post {
  readonly state: string;
  readonly server: SmtpServer;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** The sentence of whatever was thrown. */
export const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A server's answer that could not be written down: the next process will not know of it. */
class UnwrittenAnswer extends Error {}

const reasonOf = (error: NodeJS.ErrnoException): string =>
  `what the server answered could not be written down, so a mail may go a second time: ${diskReason(error.code) ?? error.message}`;

/** One connection, each of these messages offered once. Throws when the connection fails; answers so far are told. */
const round = async (
  post: Post,
  waiting: readonly Envelope[],
  tell: (after: Envelope, replies: readonly Reply[]) => void,
): Promise<void> => {
  const { state, server, signal, now } = post;
  const connection = await connect(server, signal);
  try {
    for (const envelope of waiting) {
      const bytes = await readMessage(state, envelope.key);
      const replies = await connection.send({ from: envelope.from, to: envelope.pending, bytes });
      const clean = replies.map((reply) => ({ ...reply, answer: withoutSecrets(reply.answer, server) }));
      const after = answered(envelope, clean, now().toISOString());
      // What a server has taken is not offered again by this process, whatever the disk does
      tell(after, replies);
      await writeEnvelope(state, after).catch((error) => {
        throw new UnwrittenAnswer(reasonOf(error), { cause: error });
      });
      // The next flush does it where it cannot be done now
      if (after.pending.length === 0) await settle(state, after).catch(() => undefined);
    }
  } finally {
    connection.close();
  }
};

/** Offers every waiting message, and again after each back-off, until none waits or the time is over. */
export const sendWaiting = async (post: Post, backOff: readonly number[]): Promise<Flushed> => {
  const { state, server, signal } = post;
  const { envelopes, foreign } = await readEnvelopes(state);
  for (const ended of envelopes.filter(({ pending }) => pending.length === 0)) await settle(state, ended);
  const before = new Map(envelopes.map((each) => [each.key, each]));
  const known = new Map(before);
  const waiting = (): Envelope[] => [...known.values()].filter(({ pending }) => pending.length > 0);
  // Another try could bring a second copy: the next flush makes it, when a server that has taken the first knows it
  const doubtful = new Set<string>();
  const open = (): Envelope[] => waiting().filter(({ key }) => !doubtful.has(key));

  let failure: string | null = null;
  let doubt: string | null = null;
  for (let tried = 0; open().length > 0 && !signal.aborted; tried++) {
    try {
      await round(post, open(), (after, replies) => {
        known.set(after.key, after);
        const unsure = replies.find(({ verdict }) => verdict === 'doubtful');
        if (unsure === undefined) return;
        doubtful.add(after.key);
        doubt = withoutSecrets(unsure.answer, server);
      });
      failure = null;
    } catch (error) {
      if (error instanceof UnwrittenAnswer) {
        failure = error.message;
        break;
      }
      failure = `mail could not be handed to ${server.host}:${server.port}: ${withoutSecrets(message(error), server)}`;
    }
    const pause = backOff[tried];
    if (open().length === 0 || pause === undefined) break;
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }

  const unsendable = foreign.length === 0 ? null : `the outbox holds what cannot be sent: ${foreign.join(', ')}`;
  const news = (list: 'accepted' | 'refused'): Delivery[] =>
    [...known.values()].flatMap(({ key, subject, [list]: answers }) =>
      answers.slice(before.get(key)?.[list].length).map(({ to, answer }) => ({ key, subject, to, answer })),
    );
  return {
    sent: news('accepted'),
    refused: news('refused'),
    waiting: waiting().flatMap(({ key, subject, pending, last_answer }) =>
      pending.map((to) => ({ key, subject, to, answer: last_answer ?? failure ?? NOT_TRIED })),
    ),
    problem: failure ?? doubt ?? unsendable,
  };
};
