import { type SparkTarget, UserError, type Warehouse } from '@assay/core';
import { addressOf } from './databricks/address.ts';
import { deltaWarehouse, type WarehouseOptions } from './databricks/delta-warehouse.ts';
import type { Connection, Driver, DriverClient, Protocol } from './databricks/driver.ts';

const HTTP_PORT = 10_001;

type Call = (request: object, done: (error: unknown, reply: unknown) => void) => void;
interface Spoken {
  OpenSession: Call;
  GetResultSetMetadata: Call;
}
interface Metadata {
  resultFormat?: number;
  readonly schema?: { readonly columns: readonly { position: number }[] };
}

/** The driver speaks a dialect of HiveServer2 that Spark does not; three fields make the difference. */
const speakHive = (client: Spoken, { TProtocolVersion, TSparkRowSetType }: Driver['thrift']['TCLIService_types']) => {
  const { OpenSession, GetResultSetMetadata } = client;
  client.OpenSession = (request, done) =>
    OpenSession.call(client, { ...request, client_protocol: TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10 }, done);
  client.GetResultSetMetadata = (request, done) =>
    GetResultSetMetadata.call(client, request, (error, reply) => {
      const metadata = reply as Metadata | undefined; // what the driver's own code decoded
      if (metadata?.schema) {
        metadata.resultFormat = TSparkRowSetType.COLUMN_BASED_SET;
        // Spark counts columns from 0 and the driver from 1: left alone, every value lands one column off
        metadata.schema.columns.forEach((column, i) => {
          column.position = i + 1;
        });
      }
      done(error, reply);
    });
};

const protocol = ({ tls, http_path }: SparkTarget, address: { host: string; port: number }): Protocol => ({
  settings: ({ catalog, statementTimeout }) => ({
    initialCatalog: catalog,
    configuration: Object.fromEntries(
      Object.entries({
        'spark.sql.ansi.enabled': 'true',
        'spark.sql.session.timeZone': 'UTC',
        'spark.sql.sources.default': 'delta',
        ...(statementTimeout ? { 'spark.sql.thriftServer.queryTimeout': `${statementTimeout}s` } : {}),
      }).map(([key, value]) => [`set:hiveconf:${key}`, value]),
    ),
  }),
  fit: (client: DriverClient, { connections, thrift }) => {
    // The driver itself only ever connects by HTTPS
    const connection = new connections.HttpConnection({ ...address, path: http_path, https: tls }, client);
    client.getConnectionProvider = async () => connection;
    const getClient = client.getClient.bind(client);
    const fitted = new WeakSet<object>();
    client.getClient = async () => {
      const spoken = await getClient();
      if (!fitted.has(spoken)) speakHive(spoken as Spoken, thrift.TCLIService_types); // calls that every client has
      fitted.add(spoken);
      return spoken;
    };
  },
});

const credentials = ({ host, user, password, tls }: SparkTarget): Connection['auth'] => {
  if (password !== undefined && !tls && !/^(localhost|127\.)/.test(addressOf(host).host))
    throw new UserError(`the target on ${host} would send its password as plain text; set tls: true`);
  // Without authentication Spark still wants to be told a name and a password that is not empty
  const pair = Buffer.from(`${user}:${password ?? 'none'}`).toString('base64');
  return { headers: { Authorization: `Basic ${pair}` } };
};

/** How the Databricks driver reaches Spark's Thrift server. */
export const sparkConnection = (target: SparkTarget): Connection => {
  const { host, port = HTTP_PORT } = addressOf(target.host);
  const auth = credentials(target);
  return { host, port, path: target.http_path, auth, protocol: protocol(target, { host, port }) };
};

/** A catalog of Apache Spark with Delta Lake, through its Thrift server in HTTP mode. */
export const sparkWarehouse = (target: SparkTarget, options: WarehouseOptions = {}): Warehouse =>
  deltaWarehouse(
    {
      connection: sparkConnection(target),
      catalog: target.catalog,
      statementTimeout: target.statement_timeout,
      concurrency: target.concurrency,
      retryFor: target.retry_for,
      publish: target.publish,
    },
    options,
  );
