import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from './smtp-server.ts';

/** How a server answered for one recipient. */
export interface Reply {
  readonly to: string;
  /** `doubtful`: the message was handed over whole, and the server never said whether it has taken it. */
  readonly verdict: 'accepted' | 'later' | 'refused' | 'doubtful';
  readonly answer: string;
}

export interface Connection {
  send(message: { from: string; to: readonly string[]; bytes: Buffer }): Promise<Reply[]>;
  close(): void;
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly recipient?: string;
  readonly rejected?: readonly string[];
  readonly rejectedErrors?: readonly SmtpError[];
}

const MOST_SILENCE = 10_000;

/** Answers that concern the sender's account and not the message: it may go once that is mended. */
const ABOUT_US = new Set([421, 454, 530, 534, 535, 538]);

const verdict = ({ code, responseCode }: SmtpError): Reply['verdict'] => {
  const aboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  return aboutMessage && responseCode !== undefined && responseCode >= 500 && !ABOUT_US.has(responseCode)
    ? 'refused'
    : 'later';
};

const DOUBT = 'the message was handed over whole, and the server did not say whether it has taken it';

const said = (error: SmtpError): string => error.response ?? error.message;

/** The answers for each recipient when the message went to none of them; the error itself when it says nothing of them. */
const replies = (error: SmtpError, to: readonly string[], isWhole: boolean): Reply[] => {
  if (error.responseCode === undefined && isWhole)
    return to.map((recipient) => ({ to: recipient, verdict: 'doubtful', answer: `${DOUBT}: ${error.message}` }));
  if (error.responseCode === undefined) throw error;
  const each = new Map((error.rejectedErrors ?? []).map((one) => [one.recipient, one]));
  return to.map((recipient) => {
    const reason = each.get(recipient) ?? error;
    return { to: recipient, verdict: verdict(reason), answer: said(reason) };
  });
};

/** Opens a connection, upgrades and signs in as the server asks. Gives up when `signal` says so, whatever the server does. */
export const connect = async (server: SmtpServer, signal: AbortSignal): Promise<Connection> => {
  const { default: Smtp } = await import('nodemailer/lib/smtp-connection');
  const { host, port, secure, requireTls, tls, user, password } = server;
  const timeouts = {
    connectionTimeout: MOST_SILENCE,
    greetingTimeout: MOST_SILENCE,
    socketTimeout: MOST_SILENCE,
    socketCloseTimeout: 0,
  };
  const connection = new Smtp({ host, port, secure, requireTLS: requireTls, tls, ...timeouts });

  const step = <T>(start: (done: (error?: Error | null, value?: T) => void) => void): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const settle = (error?: Error | null, value?: T): void => {
        signal.removeEventListener('abort', stop);
        connection.removeListener('end', end).removeListener('error', settle);
        if (error) reject(error);
        else resolve(value as T); // a step done without an error has its value
      };
      // nodemailer tells that a connection has ended before it tells why
      const end = (): void => void setImmediate(settle, new Error('the server closed the connection'));
      const stop = (): void => {
        settle(new Error('the time for sending was over'));
        connection.close();
      };
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      connection.once('end', end).once('error', settle);
      start(settle);
    });

  connection.on('error', () => connection.close());
  await step((done) => connection.connect(done));
  try {
    if (user !== null) await step((done) => connection.login({ user, pass: password ?? '' }, done));
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    close: () => connection.quit(),
    send: async ({ from, to, bytes }) => {
      // What is sent without its end, no server takes
      const message = Readable.from([bytes]);
      try {
        const info = await step<SMTPConnection.SentMessageInfo>((done) =>
          connection.send({ from, to: [...to], size: bytes.length }, message, done),
        );
        const refused = new Map((info.rejectedErrors ?? []).map((error) => [error.recipient, error]));
        return to.map((recipient): Reply => {
          const error = refused.get(recipient);
          if (error === undefined) return { to: recipient, verdict: 'accepted', answer: info.response };
          return { to: recipient, verdict: verdict(error), answer: said(error) };
        });
      } catch (error) {
        const answers = replies(error as SmtpError, to, message.readableEnded); // nodemailer throws nothing else
        await step((done) => connection.reset(done)).catch(() => connection.close());
        return answers;
      }
    },
  };
};
