import type { Report } from '@assay/core';
import { flush } from '../outbox/flush.ts';
import type { Delivery, Flushed } from '../outbox/flushed.ts';
import { put } from '../outbox/put.ts';
import { tameText } from '../tame.ts';
import { oneLine, plural } from '../wording.ts';
import { type MailOptions, renderMails } from './render-mails.ts';

/** Where mail waits, and how it is sent. */
export interface Post {
  /** The folder that holds `outbox/` and `sent/`. */
  readonly state: string;
  /** The outbox as people call it. */
  readonly outbox: string;
  /** The server's address, or why there is none. */
  readonly smtp: { readonly address: string } | { readonly missing: string };
  readonly now: () => Date;
  readonly signal?: AbortSignal | undefined;
}

/** Puts a run's mail into the outbox and tries to send it. Says what happened; undefined where there is nothing to say. */
export async function deliver(report: Report, options: MailOptions, post: Post): Promise<string | undefined> {
  const mails = await renderMails(report, options);
  for (const mail of mails) await put(post.state, mail);
  return mails.length === 0 ? undefined : sendOutbox(post);
}

/** Sends what waits in the outbox and says what came of it; a server that is dead costs nothing but time. */
export async function sendOutbox({ state, outbox, smtp, now, signal }: Post): Promise<string> {
  if ('missing' in smtp) return `mail waits in ${outbox}: ${smtp.missing}`;
  return describe(await flush(state, { smtp: smtp.address, now, signal }), outbox);
}

/** What somebody else said, on one line. */
export function tidy(answer: string): string {
  return oneLine(tameText(answer));
}

function describe({ sent, refused, waiting, problem }: Flushed, outbox: string): string {
  const [gone, left] = [mailsOf(sent), mailsOf(waiting)];
  const said = [
    gone > 0 ? `${plural(gone, 'mail')} sent` : '',
    ...refused.map(({ to, answer }) => `refused for good by the server for ${tidy(to)}: ${tidy(answer)}`),
    left > 0 ? `${plural(left, 'mail')} ${left === 1 ? 'waits' : 'wait'} in ${outbox}` : '',
    problem === null ? '' : tidy(problem),
  ];
  return said.filter((part) => part !== '').join('; ') || 'no mail waits';
}

/** A mail to several people is one. */
function mailsOf(deliveries: readonly Delivery[]): number {
  return new Set(deliveries.map(({ key }) => key)).size;
}
