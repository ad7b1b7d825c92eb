import type { ConnectionOptions } from '@databricks/sql/dist/contracts/IDBSQLClient.js';
import type IDBSQLSession from '@databricks/sql/dist/contracts/IDBSQLSession.js';
import type IOperation from '@databricks/sql/dist/contracts/IOperation.js';

export type DriverSession = IDBSQLSession;
export type DriverOperation = IOperation;
/** What the package exports, once it is loaded. */
export type Driver = typeof import('@databricks/sql');
export type DriverClient = InstanceType<Driver['DBSQLClient']>;

/** What a session is to be like, whoever is spoken to. */
export interface Wanted {
  /** What a name without a catalog means. */
  readonly catalog: string;
  /** Seconds after which the server itself stops a statement. */
  readonly statementTimeout?: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** How a server is spoken to. */
export interface Protocol {
  settings(wanted: Wanted): SessionSettings;
  /** Fits the driver's client to the server, before it connects. Default: as it is. */
  readonly fit?: ((client: DriverClient, driver: Driver) => void) | undefined;
}

export interface Connection {
  readonly host: string;
  readonly port?: number | undefined;
  readonly path: string;
  /**
   * An access token; the id and secret of a service principal (OAuth machine to machine), given by Databricks or, with a
   * tenant, by Entra ID; or headers of the server's own.
   */
  readonly auth:
    | { readonly token: string }
    | { readonly clientId: string; readonly clientSecret: string; readonly tenantId?: string | undefined }
    | { readonly headers: Readonly<Record<string, string>> };
  /** Default: that of a Databricks SQL warehouse. */
  readonly protocol?: Protocol | undefined;
}

export interface Patience {
  /** Milliseconds in all, and the first pause, of what the driver itself tries again (status, fetch, close). */
  readonly within: number;
  readonly pause: number;
  /** Told of each of these, in one sentence. */
  readonly onRetry?: ((message: string) => void) | undefined;
}

export interface Client {
  openSession(wanted: Wanted): Promise<DriverSession>;
  close(): Promise<void>;
}

export interface SessionSettings {
  readonly initialCatalog: string;
  readonly configuration: Record<string, string>;
  readonly queryTags?: Record<string, string>;
}

const SQL_WAREHOUSE: Protocol = {
  settings: ({ catalog, statementTimeout, tags }) => ({
    initialCatalog: catalog,
    configuration: {
      ANSI_MODE: 'true',
      TIMEZONE: 'UTC',
      ...(statementTimeout ? { STATEMENT_TIMEOUT: String(statementTimeout) } : {}),
    },
    queryTags: { ...tags },
  }),
};

/** What nobody may read in what the driver says. */
export const secretsOf = (auth: Connection['auth']): string[] => {
  if ('token' in auth) return [auth.token];
  if ('headers' in auth) return Object.values(auth.headers).flatMap((value) => [value, value.replace(/^\w+ /, '')]);
  return [auth.clientSecret];
};

const credentials = (auth: Connection['auth']) => {
  if ('token' in auth) return { authType: 'access-token', token: auth.token } as const;
  if ('headers' in auth)
    return { authType: 'custom', provider: { authenticate: async () => ({ ...auth.headers }) } } as const;
  return {
    ...({ authType: 'databricks-oauth', oauthClientId: auth.clientId, oauthClientSecret: auth.clientSecret } as const),
    ...(auth.tenantId ? { azureTenantId: auth.tenantId } : { useDatabricksOAuthInAzure: true }),
  };
};

/** The driver asks again for status and rows by itself, and says nothing of it. */
const tellRetries = (client: DriverClient, host: string, { onRetry }: Patience): void => {
  const provide = client.getConnectionProvider.bind(client);
  const told = new WeakSet<object>();
  client.getConnectionProvider = async () => {
    const provider = await provide();
    if (told.has(provider)) return provider;
    told.add(provider);
    const policyOf = provider.getRetryPolicy.bind(provider);
    provider.getRetryPolicy = async () => {
      const policy = await policyOf();
      return {
        shouldRetry: (details) => policy.shouldRetry(details),
        invokeWithRetry: (operation) => {
          let attempt = 0;
          return policy.invokeWithRetry(() => {
            attempt += 1;
            if (attempt > 1) onRetry?.(`asking ${host} about a statement failed; attempt ${attempt}`);
            return operation();
          });
        },
      };
    };
    return provider;
  };
};

/** Loads the driver, which is 76 MB of memory that nobody else should pay for. Asks the server nothing yet. */
export const connect = async (connection: Connection, patience: Patience): Promise<Client> => {
  const driver = await import('@databricks/sql');
  const { settings, fit } = connection.protocol ?? SQL_WAREHOUSE;
  // Its own logger writes JSON to stdout and adds a handler for uncaught exceptions
  const client = new driver.DBSQLClient({ logger: { log: () => {} } });
  const options: ConnectionOptions = {
    host: connection.host,
    path: connection.path,
    ...credentials(connection.auth),
    ...(connection.port ? { port: connection.port } : {}),
    userAgentEntry: 'assay',
    telemetryEnabled: false, // only here: the constructor ignores it
    preserveBigNumericPrecision: true,
    retriesTimeout: patience.within,
    retryDelayMin: patience.pause,
    retryDelayMax: 30_000,
  };
  fit?.(client, driver);
  tellRetries(client, connection.host, patience);
  await client.connect(options);
  return {
    openSession: (wanted) => client.openSession({ ...settings(wanted) }),
    close: () => client.close(),
  };
};
