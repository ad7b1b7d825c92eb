import { UnavailableError, withoutSecrets } from '@assay/core';

/** What the driver throws has many shapes; some of it is not even an Error. */
interface Thrown {
  readonly message?: string;
  readonly code?: string | number;
  readonly statusCode?: number;
  readonly response?: { readonly displayMessage?: string | null; readonly errorMessage?: string | null };
}

/** The server refused a statement: it does not parse, names what is not there, or divides by zero. */
export class StatementError extends Error {
  override readonly name: string = 'StatementError';
  /** The server's error condition, `TABLE_OR_VIEW_NOT_FOUND`; empty when it gave none. */
  readonly condition: string;
  /** The first line of what was sent. */
  readonly statement: string;

  constructor(
    message: string,
    said: { readonly condition: string; readonly statement: string },
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.condition = said.condition;
    this.statement = said.statement;
  }
}

/** `[DIVIDE_BY_ZERO] Division by zero. …`: the last bracketed condition begins what the server means to say. */
const CONDITION = /^[\s\S]*\[([A-Z][A-Z0-9_.]+)\]\s*([\s\S]*)$/;

const STACK = /\n\s*at /;
/** Where the sentence ends and plans, the statement itself and advice begin. */
const DETAIL = /\s*SQLSTATE:|\n\s*\n|\n'|\n==|\nSearch path:|\s+If necessary set /;

const statusOf = ({ statusCode, message }: Thrown): number | undefined =>
  statusCode ??
  (Number(
    /HTTP (\d{3})|status code:? (\d{3})|200 OK, got: (\d{3})/i
      .exec(message ?? '')
      ?.slice(1)
      .find(Boolean),
  ) ||
    undefined);

const NETWORK =
  /ECONNRESET|ECONNREFUSED|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|socket hang up|premature close|request timed out|network/i;

const said = (thrown: Thrown): string =>
  thrown.response?.displayMessage ?? thrown.response?.errorMessage ?? thrown.message ?? String(thrown);

/** True for what may well work a moment later. */
export const isPassing = (error: unknown): boolean => {
  const thrown = error as Thrown; // see Thrown
  const status = statusOf(thrown);
  return status === undefined
    ? NETWORK.test(`${thrown.code ?? ''} ${thrown.message ?? ''}`)
    : [429, 502, 503, 504].includes(status);
};

const UNAVAILABLE: readonly (readonly [RegExp, string])[] = [
  [/ENOTFOUND|EAI_AGAIN/, 'is not a known host; check `host` of the target and the network'],
  [/ECONNREFUSED/, 'refuses connections; check `host` of the target'],
  [
    /certificate|CERT_|SELF_SIGNED|UNABLE_TO_VERIFY/i,
    'shows a certificate that is not trusted; set NODE_EXTRA_CA_CERTS to the file of your own authority',
  ],
  [
    /invalid_client|invalid_request|unauthorized_client/i,
    'refused the service principal; check `client_id` and `client_secret`',
  ],
  [/OAuth is not supported/, 'has no OAuth that is known; give the target a `token`'],
  [
    /session.*(expired|closed|not found|does not exist)|Invalid SessionHandle|INVALID_HANDLE|SESSION_(EXPIRED|CLOSED|NOT_FOUND)/i,
    'ended the session; run the command again',
  ],
  [
    /quota|QUOTA|RESOURCE_EXHAUSTED|maximum number of/i,
    'is out of quota or overloaded; try again later or use a larger warehouse',
  ],
  [
    /warehouse.*(stopped|deleted|not running)|ENDPOINT_NOT_FOUND/i,
    'has no running warehouse there; start it, or check `http_path`',
  ],
  [NETWORK, 'could not be reached: the connection broke'],
];

const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'did not understand the request; check `http_path`',
  401: 'refused the token; make a new one, or check the secret',
  403: 'does not allow this token to use the warehouse; it needs CAN USE on it',
  404: 'has no warehouse at that path; check `http_path`',
  429: 'has too many requests at once (429); try again later',
  502: 'is not available (502); try again later',
  503: 'is not available (503); the warehouse may be starting, try again in a minute',
  504: 'did not answer in time (504); try again later',
};

const PERMISSION = /PERMISSION_DENIED|INSUFFICIENT_PERMISSIONS|does not have (?:privilege|permission)|42501/i;

/** Who was asked, and what nobody may read in what comes back. */
export interface Blamed {
  readonly host: string;
  readonly secrets: readonly string[];
}

/** What the driver threw, as one sentence: `UnavailableError` for server and network, `StatementError` for a statement. */
export const failure = ({ host, secrets }: Blamed, error: unknown, statement = ''): Error => {
  const thrown = (error ?? {}) as Thrown; // see Thrown
  const message = withoutSecrets(said(thrown), secrets);
  const status = statusOf(thrown);
  if (status !== undefined) {
    const meaning = BY_STATUS[status] ?? `answered with the status ${status}; check \`host\` and \`http_path\``;
    return new UnavailableError(`${host} ${meaning}`, { cause: error });
  }

  const told = message.split(STACK)[0] ?? '';
  const [, condition = '', text = ''] = CONDITION.exec(told) ?? [];
  const sentence = (text || told).split(DETAIL)[0]?.trim().replaceAll(/\s+/g, ' ') ?? message;
  if (PERMISSION.test(message))
    return new UnavailableError(`${host} does not permit it: ${sentence}`, { cause: error });
  if (/^(NO_SUCH_CATALOG|CATALOG_NOT_FOUND)/.test(condition))
    return new UnavailableError(`${host} has no such catalog (${sentence}); check \`catalog\` of the target`, {
      cause: error,
    });
  if (condition && !/^(SESSION_|INVALID_HANDLE|RESOURCE_|QUOTA)/.test(condition))
    return new StatementError(`${sentence} (${condition})`, { condition, statement }, { cause: error });
  const about = `${thrown.code ?? ''} ${message}`;
  const known = UNAVAILABLE.find(([pattern]) => pattern.test(about));
  if (known) return new UnavailableError(`${host} ${known[1]}`, { cause: error });
  return thrown.response
    ? new StatementError(sentence, { condition: '', statement }, { cause: error })
    : new UnavailableError(`${host} failed: ${sentence}`, { cause: error });
};

/** True when a table or its schema is not there. */
export const isMissing = (error: unknown): boolean =>
  error instanceof StatementError &&
  /TABLE_OR_VIEW_NOT_FOUND|SCHEMA_NOT_FOUND|MISSING_DELTA_TABLE|DELTA_TABLE_NOT_FOUND/.test(error.condition);

/** Does work on tables of ours, which are made first where they are missing. */
export const madeWhereMissing = async <T>(work: () => Promise<T>, make: () => Promise<void>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isMissing(error)) throw error;
    await make();
    return work();
  }
};

/** True also where the server has no such place to look in, as plain Spark has none outside its catalog. */
export const isNotThere = (error: unknown): boolean =>
  error instanceof StatementError && /NOT_FOUND|REQUIRES_SINGLE_PART_NAMESPACE/.test(error.condition);

/** The same object, of whose asynchronous methods none lets a `StatementError` out: what we ask for ourselves is no one's model. */
export const withoutStatementErrors = <T extends object>(host: string, methods: T): T =>
  Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      async (...given: unknown[]) => {
        try {
          return await method(...given);
        } catch (error) {
          if (!(error instanceof StatementError)) throw error;
          throw new UnavailableError(`${host} refused “${error.statement}”: ${error.message}`, { cause: error });
        }
      },
    ]),
  ) as T; // every method by its own name
