import { Agent, type IncomingMessage, request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { thrift } from '@databricks/sql';
import type { Certificate } from '../certificate.ts';
import { edit, methodOf, REQUEST, RESULT } from './thrift-message.ts';

const { TOpenSessionReq, TGetResultSetMetadataResp, TProtocolVersion, TSparkRowSetType } = thrift.TCLIService_types;

const toSpark = (message: Buffer): Buffer =>
  methodOf(message) === 'OpenSession'
    ? edit(message, {
        struct: TOpenSessionReq,
        field: REQUEST,
        change: (body) => {
          body.client_protocol = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10;
        },
      })
    : message;

const toDriver = (message: Buffer): Buffer =>
  methodOf(message) === 'GetResultSetMetadata'
    ? edit(message, {
        struct: TGetResultSetMetadataResp,
        field: RESULT,
        change: (body) => {
          if (!body.schema) return;
          body.resultFormat = TSparkRowSetType.COLUMN_BASED_SET;
          // Spark counts columns from 0 and Databricks from 1: left alone, every value lands one column off
          body.schema.columns.forEach((column, i) => {
            column.position = i + 1;
          });
        },
      })
    : message;

export interface Proxy {
  readonly port: number;
  close(): Promise<void>;
}

/** Stands between the Databricks driver (TLS, its dialect of HiveServer2 Thrift) and Spark's Thrift server. */
export const startProxy = async (sparkPort: number, { key, cert }: Certificate): Promise<Proxy> => {
  const agent = new Agent({ keepAlive: true });

  const ask = async (message: Buffer): Promise<{ status: number; body: Buffer }> => {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { agent, host: '127.0.0.1', port: sparkPort, method: 'POST', path: '/cliservice' };
      request({ ...options, auth: 'test:test', headers: { 'content-type': 'application/x-thrift' } }, resolve)
        .on('error', reject)
        .end(message);
    });
    return { status: answer.statusCode ?? 502, body: await buffer(answer) };
  };

  const server = createServer({ key, cert }, async (incoming, reply) => {
    const answer = await buffer(incoming)
      .then((message) => ask(toSpark(message)))
      .then(({ status, body }) => ({ status, body: status === 200 ? toDriver(body) : body }))
      .catch((error: Error) => ({ status: 502, body: Buffer.from(error.message) }));
    reply.writeHead(answer.status, { 'content-type': 'application/x-thrift', 'content-length': answer.body.length });
    reply.end(answer.body);
  });
  server.keepAliveTimeout = 0; // a socket closed while the driver takes it up again would be a broken statement
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port, // listening on a port, so never a pipe's name
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
