import { randomUUID } from 'node:crypto';
import { thrift } from '@databricks/sql';
import { Int64 } from 'thrift';
import type { Delta, Refused, Result } from './delta.ts';

const T = thrift.TCLIService_types;

const SUCCESS = new T.TStatus({ statusCode: T.TStatusCode.SUCCESS_STATUS });
const uuid = (): Buffer => Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
const newId = () => new T.THandleIdentifier({ guid: uuid(), secret: uuid() });

interface Operation {
  readonly result: Result;
  readonly refused: Refused | undefined;
  fetched: boolean;
}

const STRING = new T.TTypeDesc({
  types: [new T.TTypeEntry({ primitiveEntry: new T.TPrimitiveTypeEntry({ type: T.TTypeId.STRING_TYPE }) })],
});

const schemaOf = ({ columns }: Result, first: number) =>
  new T.TTableSchema({
    columns: columns.map((columnName, i) => new T.TColumnDesc({ columnName, position: i + first, typeDesc: STRING })),
  });

const nullBits = (rows: Result['rows'], column: number): Buffer => {
  const bits = Buffer.alloc(Math.ceil(rows.length / 8));
  rows.forEach((row, i) => {
    if (row[column] === null) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return bits;
};

/** Every value as text, whatever its type: what reads it casts or converts. */
const rowSet = ({ columns, rows }: Result) =>
  new T.TRowSet({
    startRowOffset: new Int64(0),
    rows: [],
    columns: columns.map((_, i) => {
      const values = rows.map((row) => String(row[i] ?? ''));
      return new T.TColumn({ stringVal: new T.TStringColumn({ values, nulls: nullBits(rows, i) }) });
    }),
  });

const metadataOf = (result: Result, hive: boolean) =>
  new T.TGetResultSetMetadataResp({
    status: SUCCESS,
    schema: schemaOf(result, hive ? 0 : 1),
    ...(hive ? {} : { resultFormat: T.TSparkRowSetType.COLUMN_BASED_SET }),
  });

const statusOf = ({ refused }: Operation) =>
  new T.TGetOperationStatusResp({
    status: SUCCESS,
    operationState: refused ? T.TOperationState.ERROR_STATE : T.TOperationState.FINISHED_STATE,
    ...(refused ? { displayMessage: refused.message, sqlState: '42000' } : {}),
  });

const rowsOf = ({ result }: Operation) =>
  new T.TFetchResultsResp({ status: SUCCESS, hasMoreRows: false, results: rowSet(result) });

type Handle = { readonly operationHandle: { readonly operationId: { readonly guid: Buffer } } };

export interface ServiceOptions {
  readonly delta: Delta;
  readonly directResults: boolean;
  /** Answers as Spark's Thrift server does, which knows nothing of Databricks. */
  readonly hive: boolean;
}

const UNKNOWN_PROTOCOL = new T.TStatus({
  statusCode: T.TStatusCode.ERROR_STATUS,
  errorMessage: 'Unsupported client protocol',
});

/** The calls of the Thrift service that the driver makes. */
export const service = ({ delta, directResults, hive }: ServiceOptions) => {
  const operations = new Map<string, Operation>();
  const find = ({ operationHandle }: Handle): Operation => {
    const operation = operations.get(operationHandle.operationId.guid.toString('hex'));
    if (!operation) throw new Error('there is no such operation');
    return operation;
  };
  return {
    OpenSession: async ({ client_protocol }: { client_protocol: number }) =>
      new T.TOpenSessionResp({
        status: hive && client_protocol < 0 ? UNKNOWN_PROTOCOL : SUCCESS,
        serverProtocolVersion: hive
          ? T.TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10
          : T.TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V6,
        sessionHandle: new T.TSessionHandle({
          sessionId: newId(),
        }),
      }),
    CloseSession: async (_: object) => new T.TCloseSessionResp({ status: SUCCESS }),
    ExecuteStatement: async ({ statement }: { statement: string }) => {
      const operation: Operation = await delta.run(statement).then(
        (result) => ({ result, refused: undefined, fetched: false }),
        (error: Refused) => ({ result: { columns: [], rows: [] }, refused: error, fetched: false }),
      );
      const operationId = newId();
      operations.set(operationId.guid.toString('hex'), operation);
      return new T.TExecuteStatementResp({
        status: SUCCESS,
        operationHandle: new T.TOperationHandle({
          operationId,
          operationType: T.TOperationType.EXECUTE_STATEMENT,
          hasResultSet: operation.result.columns.length > 0,
        }),
        ...(directResults && !operation.refused
          ? {
              directResults: new T.TSparkDirectResults({
                operationStatus: statusOf(operation),
                resultSetMetadata: metadataOf(operation.result, hive),
                resultSet: rowsOf(operation),
                closeOperation: new T.TCloseOperationResp({ status: SUCCESS }),
              }),
            }
          : {}),
      });
    },
    GetOperationStatus: async (request: Handle) => statusOf(find(request)),
    GetResultSetMetadata: async (request: Handle) => metadataOf(find(request).result, hive),
    FetchResults: async (request: Handle) => {
      const operation = find(request);
      const { rows, ...rest } = operation.result;
      const next = operation.fetched ? { ...operation, result: { ...rest, rows: [] } } : operation;
      operation.fetched = true; // the driver asks until it gets no rows
      return rowsOf(next);
    },
    CancelOperation: async (_: Handle) => new T.TCancelOperationResp({ status: SUCCESS }),
    CloseOperation: async (_: Handle) => new T.TCloseOperationResp({ status: SUCCESS }),
  };
};
