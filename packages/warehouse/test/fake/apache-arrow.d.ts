// Its package.json hides its own types from bundlers' resolution; this is what the fake uses of it.
declare module 'apache-arrow' {
  export class DataType {}
  export class Utf8 extends DataType {}
  export class Int32 extends DataType {}
  export class Float64 extends DataType {}
  export class Bool extends DataType {}
  export class Struct extends DataType {
    constructor(fields: readonly Field[]);
  }
  export class Field {
    constructor(name: string, type: DataType, nullable: boolean);
  }
  export class Schema {
    readonly fields: readonly Field[];
    constructor(fields: readonly Field[]);
  }
  export interface Data {
    readonly length: number;
  }
  export const vectorFromArray: (values: readonly unknown[], type: DataType) => { readonly data: readonly Data[] };
  export const makeData: (of: { type: Struct; length: number; children: readonly (Data | undefined)[] }) => Data;
  export class RecordBatch {
    constructor(schema: Schema, data: Data);
  }
  export class Table {
    constructor(schema: Schema, batches?: readonly RecordBatch[]);
  }
  export const tableToIPC: (table: Table, format: 'stream') => Uint8Array;
}
