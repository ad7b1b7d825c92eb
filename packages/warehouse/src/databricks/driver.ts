import type { ConnectionOptions } from '@databricks/sql/dist/contracts/IDBSQLClient.js';
import type IDBSQLSession from '@databricks/sql/dist/contracts/IDBSQLSession.js';
import type IOperation from '@databricks/sql/dist/contracts/IOperation.js';

export type DriverSession = IDBSQLSession;
export type DriverOperation = IOperation;

export interface Connection {
  readonly host: string;
  readonly port?: number | undefined;
  readonly path: string;
  /** A personal access token, or the id and secret of a service principal (OAuth machine to machine). */
  readonly auth: { readonly token: string } | { readonly clientId: string; readonly clientSecret: string };
}

export interface Patience {
  /** Milliseconds in all, and the first pause, of what the driver itself tries again (status, fetch, close). */
  readonly within: number;
  readonly pause: number;
}

export interface Client {
  openSession(settings: SessionSettings): Promise<DriverSession>;
  close(): Promise<void>;
}

export interface SessionSettings {
  /** What a name without a catalog means. */
  readonly initialCatalog: string;
  readonly configuration: Record<string, string>;
  readonly queryTags: Record<string, string>;
}

const credentials = (auth: Connection['auth']) =>
  'token' in auth
    ? ({ authType: 'access-token', token: auth.token } as const)
    : ({ authType: 'databricks-oauth', oauthClientId: auth.clientId, oauthClientSecret: auth.clientSecret } as const);

/** Loads the driver, which is 76 MB of memory that nobody else should pay for. Asks the server nothing yet. */
export const connect = async (connection: Connection, { within, pause }: Patience): Promise<Client> => {
  const { DBSQLClient } = await import('@databricks/sql');
  // Its own logger writes JSON to stdout and adds a handler for uncaught exceptions
  const client = new DBSQLClient({ logger: { log: () => {} } });
  const options: ConnectionOptions = {
    host: connection.host,
    path: connection.path,
    ...credentials(connection.auth),
    ...(connection.port ? { port: connection.port } : {}),
    userAgentEntry: 'assay',
    telemetryEnabled: false, // only here: the constructor ignores it
    preserveBigNumericPrecision: true,
    retriesTimeout: within,
    retryDelayMin: pause,
    retryDelayMax: 30_000,
  };
  await client.connect(options);
  return {
    openSession: (settings) => client.openSession({ ...settings }),
    close: () => client.close(),
  };
};
