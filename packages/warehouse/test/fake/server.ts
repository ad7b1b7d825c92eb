import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { thrift } from '@databricks/sql';
import { TBinaryProtocol, TBufferedTransport } from 'thrift';
import type { Certificate } from '../certificate.ts';
import { edit, methodOf, REQUEST } from '../spark/thrift-message.ts';
import type { Delta } from './delta.ts';
import type { Identity } from './identity.ts';
import type { Transport } from './result.ts';
import { service } from './service.ts';

/** One call that reached the server. */
export interface Call {
  /** From 1, over all calls. */
  readonly number: number;
  readonly method: string;
  /** The statement, where the call sends one. */
  readonly statement: string | undefined;
  /** What a session is to be like, where the call opens one. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
  /** What the caller shows to be let in. */
  readonly authorization: string | undefined;
}

/**
 * What goes wrong with a call: the connection breaks before the server hears of it or after it has acted, the server
 * answers with a status (and `Retry-After`), or it takes its time. And with a statement: it runs until it is cancelled,
 * its session has expired, or the server refuses it.
 */
export type Fault =
  | { readonly kind: 'lost request' | 'lost answer' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number | undefined }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'never ends' | 'expired session' }
  | { readonly kind: 'refusal'; readonly message: string };

export interface FakeOptions {
  readonly certificate: Certificate;
  readonly delta: Delta;
  /** Hands the rows over with the answer to the statement, as a SQL warehouse does. */
  readonly directResults?: boolean | undefined;
  /** `hive`: as Spark's Thrift server, by plain HTTP, with the protocol of Hive and columns counted from 0. */
  readonly transport?: Transport | undefined;
  /** Gives tokens; without one of them, nobody is let in. Else everybody is. */
  readonly identity?: Identity | undefined;
}

const statementOf = (message: Buffer): string => {
  let statement = '';
  edit(message, {
    struct: thrift.TCLIService_types.TExecuteStatementReq,
    field: REQUEST,
    change: (request) => {
      statement = request.statement;
    },
  });
  return statement;
};

const settingsOf = (message: Buffer): Record<string, string> => {
  let settings: Record<string, string> = {};
  edit(message, {
    struct: thrift.TCLIService_types.TOpenSessionReq,
    field: REQUEST,
    change: (request) => {
      settings = request.configuration ?? {};
    },
  });
  return settings;
};

/** A SQL warehouse that speaks the driver's protocol, with faults on demand. */
export const startFake = async (options: FakeOptions) => {
  const { certificate, delta, identity, directResults = true, transport = 'arrow' } = options;
  const calls: Call[] = [];
  let faultOf: (call: Call) => Fault | undefined = () => undefined;
  const fated = new Map<string, Fault>();
  const fate = (statement: string) => {
    const fault = fated.get(statement);
    fated.delete(statement);
    if (fault?.kind === 'refusal') return { refusal: fault.message };
    return fault?.kind === 'never ends' || fault?.kind === 'expired session' ? fault.kind : undefined;
  };
  const hive = transport === 'hive';
  const processor = new thrift.TCLIService.Processor(
    service({ delta, directResults: directResults && !hive, transport, fate }),
  );

  const answer = (message: Buffer): Promise<Buffer> =>
    new Promise((resolve) => {
      const output = new TBinaryProtocol(
        new TBufferedTransport(undefined, (bytes) => resolve(bytes ?? Buffer.alloc(0))),
      );
      TBufferedTransport.receiver((transport) => processor.process(new TBinaryProtocol(transport), output), 0)(message);
    });

  const handle = async (request: IncomingMessage, reply: ServerResponse): Promise<unknown> => {
    const message = await buffer(request);
    const token = identity?.answer(request.url ?? '', request.headers, message);
    if (token)
      return reply.writeHead(token.status, { 'content-type': 'application/json' }).end(JSON.stringify(token.body));
    const method = methodOf(message) ?? 'unknown';
    const statement = method === 'ExecuteStatement' ? statementOf(message) : undefined;
    const settings = method === 'OpenSession' ? settingsOf(message) : undefined;
    const { authorization } = request.headers;
    const call = { number: calls.length + 1, method, statement, settings, authorization };
    calls.push(call);
    if (identity && !identity.admits(authorization)) return reply.writeHead(401).end();
    const fault = faultOf(call);
    if (fault?.kind === 'lost request') return request.socket.destroy();
    if (fault?.kind === 'status') {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return reply.writeHead(fault.status, headers).end();
    }
    if (fault && statement !== undefined) fated.set(statement, fault);
    if (fault?.kind === 'slow') await sleep(fault.ms);
    const body = await answer(message);
    if (fault?.kind === 'lost answer') return request.socket.destroy();
    return reply.writeHead(200, { 'content-type': 'application/x-thrift', 'content-length': body.length }).end(body);
  };
  const server = hive ? createPlainServer(handle) : createServer({ ...certificate }, handle);
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port, // listening on a port, so never a pipe's name
    calls,
    /** From now on, this decides what goes wrong. */
    fail: (next: (call: Call) => Fault | undefined) => {
      faultOf = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
