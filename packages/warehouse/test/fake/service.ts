import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { thrift } from '@databricks/sql';
import type { Delta, Refused } from './delta.ts';
import { metadataOf, NOTHING, type Result, rowSetOf, type Transport } from './result.ts';

const T = thrift.TCLIService_types;

const SUCCESS = new T.TStatus({ statusCode: T.TStatusCode.SUCCESS_STATUS });
const uuid = (): Buffer => Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
const uuidOf = (guid: Buffer): string => guid.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const newId = () => new T.THandleIdentifier({ guid: uuid(), secret: uuid() });

interface Operation {
  state: 'running' | 'finished' | 'refused' | 'cancelled';
  result: Result;
  message?: string;
  fetched: boolean;
}

const STATES = {
  running: T.TOperationState.RUNNING_STATE,
  finished: T.TOperationState.FINISHED_STATE,
  refused: T.TOperationState.ERROR_STATE,
  cancelled: T.TOperationState.CANCELED_STATE,
} as const;

const statusOf = ({ state, message }: Operation) =>
  new T.TGetOperationStatusResp({
    status: SUCCESS,
    operationState: STATES[state],
    ...(message ? { displayMessage: message, sqlState: '42000' } : {}),
  });

type Handle = { readonly operationHandle: { readonly operationId: { readonly guid: Buffer } } };

export interface ServiceOptions {
  readonly delta: Delta;
  readonly directResults: boolean;
  readonly transport: Transport;
  /** What becomes of a statement beside what it says; undefined for most. */
  readonly fate: (statement: string) => { readonly refusal: string } | 'never ends' | 'expired session' | undefined;
}

const failed = (errorMessage: string, statusCode = T.TStatusCode.ERROR_STATUS) =>
  new T.TStatus({ statusCode, errorMessage });

const AT_ONCE = 25;

/** The calls of the Thrift service that the driver makes. */
export const service = ({ delta, directResults, transport, fate }: ServiceOptions) => {
  const operations = new Map<string, Operation>();
  const find = ({ operationHandle }: Handle): Operation => {
    const operation = operations.get(operationHandle.operationId.guid.toString('hex'));
    if (!operation) throw new Error('there is no such operation');
    return operation;
  };

  const begin = (
    statement: string,
    met: ReturnType<typeof fate>,
  ): { operation: Operation; ended: Promise<unknown> } => {
    const operation: Operation = { state: 'running', result: NOTHING, fetched: false };
    if (met === 'never ends') return { operation, ended: new Promise(() => {}) };
    const refused = typeof met === 'object' ? Promise.reject(new Error(met.refusal)) : undefined;
    const ended = (refused ?? delta.run(statement)).then(
      (result) => Object.assign(operation, { state: 'finished', result }),
      (error: Refused) => Object.assign(operation, { state: 'refused', message: error.message }),
    );
    return { operation, ended };
  };

  return {
    OpenSession: async ({ client_protocol }: { client_protocol: number }) =>
      new T.TOpenSessionResp({
        status: transport === 'hive' && client_protocol < 0 ? failed('Unsupported client protocol') : SUCCESS,
        serverProtocolVersion:
          transport === 'hive'
            ? T.TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10
            : T.TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V6,
        sessionHandle: new T.TSessionHandle({ sessionId: newId() }),
      }),
    CloseSession: async (_: object) => new T.TCloseSessionResp({ status: SUCCESS }),
    ExecuteStatement: async ({ statement }: { statement: string }) => {
      const met = fate(statement);
      if (met === 'expired session') {
        const status = failed('Invalid SessionHandle: SessionHandle [1]', T.TStatusCode.INVALID_HANDLE_STATUS);
        return new T.TExecuteStatementResp({ status });
      }
      const { operation, ended } = begin(statement, met);
      const operationId = newId();
      operations.set(operationId.guid.toString('hex'), operation);
      void ended.then(() => delta.remember(uuidOf(operationId.guid)));
      // What takes its time is asked for again and again, as on a warehouse
      await (directResults
        ? Promise.race([ended, sleep(met === 'never ends' ? 0 : 10_000)])
        : Promise.race([ended, sleep(AT_ONCE)]));
      const { result, state } = operation;
      return new T.TExecuteStatementResp({
        status: SUCCESS,
        operationHandle: new T.TOperationHandle({
          operationId,
          operationType: T.TOperationType.EXECUTE_STATEMENT,
          hasResultSet: state === 'running' || result.columns.length > 0,
        }),
        ...(directResults && state === 'finished'
          ? {
              directResults: new T.TSparkDirectResults({
                operationStatus: statusOf(operation),
                resultSetMetadata: metadataOf(result, transport),
                resultSet: new T.TFetchResultsResp({
                  ...{ status: SUCCESS, hasMoreRows: false, results: rowSetOf(result, transport) },
                }),
                closeOperation: new T.TCloseOperationResp({ status: SUCCESS }),
              }),
            }
          : {}),
      });
    },
    GetOperationStatus: async (request: Handle) => statusOf(find(request)),
    GetResultSetMetadata: async (request: Handle) => metadataOf(find(request).result, transport),
    FetchResults: async (request: Handle) => {
      const operation = find(request);
      const { columns, rows } = operation.result;
      const next = { columns, rows: operation.fetched ? [] : rows };
      operation.fetched = true; // the driver asks until it gets no rows
      return new T.TFetchResultsResp({ status: SUCCESS, hasMoreRows: false, results: rowSetOf(next, transport) });
    },
    CancelOperation: async (request: Handle) => {
      const operation = find(request);
      if (operation.state === 'running') operation.state = 'cancelled';
      return new T.TCancelOperationResp({ status: SUCCESS });
    },
    CloseOperation: async (_: Handle) => new T.TCloseOperationResp({ status: SUCCESS }),
  };
};
