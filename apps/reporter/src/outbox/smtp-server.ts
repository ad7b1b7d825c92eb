import type { ConnectionOptions } from 'node:tls';
import { withoutSecrets as secretsHidden } from '@assay/core';

/** Where mail is handed over. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  /** STARTTLS or nothing. */
  readonly requireTls: boolean;
  readonly user: string | null;
  readonly password: string | null;
  readonly tls: ConnectionOptions;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;

/** Said of an address that cannot be read. The address itself is never repeated: it holds a secret. */
export const WANTED_ADDRESS =
  'the SMTP address must be of the form smtp://user:password@host:587, or smtps:// for TLS from the first byte; ' +
  'in user and password % is written %25, # %23, / %2F, @ %40 and ? %3F';

/** Undefined for a code that stands for no character. */
const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** Reads `smtp://` (STARTTLS where offered, and always with a password) or `smtps://`; undefined for anything else. */
export const smtpServer = (address: string, tls: ConnectionOptions = {}): SmtpServer | undefined => {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') return undefined;
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const [name, secret] = [decoded(url.username), decoded(url.password)];
  if (name === undefined || secret === undefined) return undefined;
  const user = name === '' ? null : name;
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    user,
    requireTls: !secure && (url.searchParams.get('starttls') === 'required' || (user !== null && !LOOPBACK.test(host))),
    password: secret === '' ? null : secret,
    tls,
  };
};

/** A server's words without the secrets that it may repeat. */
export const withoutSecrets = (text: string, { user, password }: SmtpServer): string => {
  if (password === null) return text;
  const encoded = Buffer.from(`\0${user ?? ''}\0${password}`).toString('base64');
  return secretsHidden(text, [encoded, password]);
};
