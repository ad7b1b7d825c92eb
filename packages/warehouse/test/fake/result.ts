/// <reference path="./apache-arrow.d.ts" />
import { thrift } from '@databricks/sql';
import {
  Bool,
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { Int64 } from 'thrift';

const T = thrift.TCLIService_types;

export interface ResultColumn {
  readonly name: string;
  /** What the transport makes of its values. */
  readonly type: 'string' | 'int' | 'double' | 'boolean';
}

export interface Result {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

export const NOTHING: Result = { columns: [], rows: [] };

const TYPE_IDS = {
  string: T.TTypeId.STRING_TYPE,
  int: T.TTypeId.INT_TYPE,
  double: T.TTypeId.DOUBLE_TYPE,
  boolean: T.TTypeId.BOOLEAN_TYPE,
} as const;

const schemaOf = ({ columns }: Result, first: number) =>
  new T.TTableSchema({
    columns: columns.map(({ name, type }, i) => {
      const primitiveEntry = new T.TPrimitiveTypeEntry({ type: TYPE_IDS[type] });
      const typeDesc = new T.TTypeDesc({ types: [new T.TTypeEntry({ primitiveEntry })] });
      return new T.TColumnDesc({ columnName: name, position: i + first, typeDesc });
    }),
  });

const nullBits = (values: readonly unknown[]): Buffer => {
  const bits = Buffer.alloc(Math.ceil(values.length / 8));
  values.forEach((value, i) => {
    if (value === null) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return bits;
};

const columnOf = (type: ResultColumn['type'], given: readonly unknown[]) => {
  const nulls = nullBits(given);
  if (type === 'int') return new T.TColumn({ i32Val: new T.TI32Column({ values: given.map(Number), nulls }) });
  if (type === 'double') return new T.TColumn({ doubleVal: new T.TDoubleColumn({ values: given.map(Number), nulls }) });
  if (type === 'boolean') return new T.TColumn({ boolVal: new T.TBoolColumn({ values: given.map(Boolean), nulls }) });
  return new T.TColumn({
    stringVal: new T.TStringColumn({ values: given.map((value) => String(value ?? '')), nulls }),
  });
};

const ARROW = {
  string: () => new Utf8(),
  int: () => new Int32(),
  double: () => new Float64(),
  boolean: () => new Bool(),
};

const arrowSchemaOf = ({ columns }: Result) =>
  new Schema(columns.map(({ name, type }) => new Field(name, ARROW[type](), true)));

const END_OF_STREAM = 8;

/** The message of Arrow's stream format that says the columns. */
const arrowHead = (result: Result): Buffer =>
  Buffer.from(tableToIPC(new Table(arrowSchemaOf(result)), 'stream')).subarray(0, -END_OF_STREAM);

const arrowBatch = (result: Result): Buffer => {
  const schema = arrowSchemaOf(result);
  const children = result.columns.map(({ type }, i) => {
    const values = result.rows.map((row) => row[i] ?? null);
    return vectorFromArray(values, ARROW[type]()).data[0];
  });
  const data = makeData({ type: new Struct(schema.fields), length: result.rows.length, children });
  const stream = Buffer.from(tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'stream'));
  return stream.subarray(arrowHead(result).length);
};

/** How a server hands rows over: as a SQL warehouse by Arrow or in columns, or as Spark does. */
export type Transport = 'arrow' | 'columns' | 'hive';

export const metadataOf = (result: Result, transport: Transport) => {
  const status = new T.TStatus({ statusCode: T.TStatusCode.SUCCESS_STATUS });
  const { ARROW_BASED_SET, COLUMN_BASED_SET } = T.TSparkRowSetType;
  return new T.TGetResultSetMetadataResp({
    status,
    schema: schemaOf(result, transport === 'hive' ? 0 : 1),
    ...(transport === 'hive' ? {} : { resultFormat: transport === 'arrow' ? ARROW_BASED_SET : COLUMN_BASED_SET }),
    ...(transport === 'arrow' ? { arrowSchema: arrowHead(result) } : {}),
  });
};

export const rowSetOf = (result: Result, transport: Transport) => {
  const { columns, rows } = result;
  const start = { startRowOffset: new Int64(0), rows: [] };
  if (transport === 'arrow') {
    const batch = new T.TSparkArrowBatch({ batch: arrowBatch(result), rowCount: new Int64(rows.length) });
    return new T.TRowSet({ ...start, arrowBatches: rows.length > 0 ? [batch] : [] });
  }
  const values = columns.map(({ type }, i) =>
    columnOf(
      type,
      rows.map((row) => row[i] ?? null),
    ),
  );
  return new T.TRowSet({ ...start, columns: values });
};
