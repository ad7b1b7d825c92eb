import type { ConnectionOptions } from 'node:tls';
import { after } from '@assay/core';
import { folder, openOutbox } from './envelope.ts';
import type { Flushed } from './flushed.ts';
import { lockOutbox } from './lock-outbox.ts';
import { message, type Post, sendWaiting } from './send-waiting.ts';
import { smtpServer, WANTED_ADDRESS } from './smtp-server.ts';

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

const BUDGET = 20_000;
const BACK_OFF = [1_000, 3_000, 6_000];

interface Sending {
  readonly backOff: readonly number[];
  /** The lock has gone to somebody else. */
  readonly onLost: () => void;
}

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
  await openOutbox(state);
  // AbortSignal.any holds a timeout so weakly that it may never come
  const stop = new AbortController();
  const end = (): void => stop.abort();
  const rest = after(budget, end);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  try {
    return await alone({ state, server, signal: stop.signal, now }, { backOff, onLost: end });
  } finally {
    rest();
    signal?.removeEventListener('abort', end);
  }
};

/** Sends, if nobody else does. */
const alone = async (post: Post, { backOff, onLost }: Sending): Promise<Flushed> => {
  let release: () => Promise<void>;
  try {
    release = await lockOutbox(folder(post.state, 'waiting'), onLost);
  } catch (error) {
    return nothing(`another process is sending this outbox: ${message(error)}`);
  }
  try {
    return await sendWaiting(post, backOff);
  } finally {
    await release().catch(() => undefined);
  }
};
