import type { Asking } from './asking.ts';
import type { Dialect } from './dialect.ts';
import type { FileFinding } from './file-finding.ts';

/** What leaves an engine: decimals, 64-bit integers, dates and timestamps as strings, so that nothing is lost. */
export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

export interface Column {
  readonly name: string;
  /** The engine's own name of the type, lower case: `decimal(18,2)`, `bigint`, `varchar`. */
  readonly type: string;
}

export interface Answer {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface AskOptions {
  /** Stops the statement in the engine. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which the statement is stopped and `UnavailableError` thrown. */
  readonly timeout?: number | undefined;
  /** Statements that wait for their turn behind this one: where they are many, none of them needs the whole machine. */
  readonly behind?: number | undefined;
}

/** A statement as the engine's own records have it. */
export interface SentStatement {
  readonly id: string;
  /** Rows that came back; null for a statement that gives none. */
  readonly rows: number | null;
  /** Read from storage; null where the records are not readable, or not there yet. */
  readonly bytes: number | null;
  /** Of the engine's own time, all tasks added up. */
  readonly ms: number | null;
}

/** What somebody has defined in a database beside its tables. */
export interface Defined {
  /** The queries that views stand for, by the names of the views. */
  readonly views: ReadonlyMap<string, string>;
  /** Functions that hold expressions or queries of their own, in small letters. */
  readonly functions: ReadonlySet<string>;
}

/** A connection to one state of the data (what is published, or a candidate). Statements are in the engine's own text. */
export interface Session {
  readonly dialect: Dialect;
  /** How this engine likes to be asked for figures. */
  readonly asking: Asking;
  /** The physical name of a table of this state: `gold.x` on DuckDB, `main.gold__run.x` on Databricks. */
  physical(schema: string, name: string): string;
  query(text: string, options?: AskOptions): Promise<Answer>;
  execute(text: string, options?: AskOptions): Promise<void>;
  /** The tables and views of some schemas (all but the engine's own when none is named) with their columns in order. */
  catalog(schemas?: readonly string[]): Promise<ReadonlyMap<string, readonly Column[]>>;
  /** What may stand for tables in queries without naming them. Default: nothing is known of any. */
  readonly defined?: (() => Promise<Defined>) | undefined;
  /** Statements sent so far. */
  readonly statements: number;
  /** From here on no statement reaches a file beside the tables that are open, for good. Default: none ever does. */
  readonly shut?: (() => Promise<void>) | undefined;
  /** The same one by one, with what the engine's records say of them. Default: it keeps none. */
  readonly sent?: (() => Promise<readonly SentStatement[]>) | undefined;
  /** What is to be said of the files that its tables are read from. Default: it reads none. */
  readonly fileFindings?: (() => Promise<readonly FileFinding[]>) | undefined;
  close(): Promise<void>;
}

/** The same session, every statement of which stops when the signal says so; it counts those sent through it. */
export const stoppable = (session: Session, signal: AbortSignal): Session => {
  let statements = 0;
  const through =
    <T>(send: (text: string, options?: AskOptions) => Promise<T>) =>
    (text: string, options?: AskOptions): Promise<T> => {
      statements += 1;
      return send(text, { signal, ...options });
    };
  return {
    dialect: session.dialect,
    asking: session.asking,
    physical: session.physical,
    query: through(session.query),
    execute: through(session.execute),
    catalog: session.catalog,
    get statements() {
      return statements;
    },
    defined: session.defined,
    shut: session.shut,
    sent: session.sent,
    fileFindings: session.fileFindings,
    close: session.close,
  };
};
