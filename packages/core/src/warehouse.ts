import type { Session } from './session.ts';

/** A run is what everything hangs on: one value, made once, at the edge. */
export interface Run {
  /** `[a-z0-9_]`, sortable by time. */
  readonly id: string;
  readonly project: string;
  readonly target: string;
  /** The last whole day that models see, `2026-01-31`. */
  readonly asOf: string;
  readonly startedAt: Date;
  readonly git: string | null;
}

/** A set of tables that became visible together. */
export interface Publication {
  readonly run: string;
  readonly asOf: string;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
}

/** What a warehouse knows of a published table without reading a row. */
export interface TableFacts {
  /** What is written beside it as `assay.<name>`: `owner`, `sla_freshness_hours`. */
  readonly properties: Readonly<Record<string, string>>;
  /** When it last changed, ISO 8601, UTC; null where that is not known, or nobody asks. */
  readonly changedAt: string | null;
  /** It changed then or earlier: that was old enough already, and nobody looked closer. */
  readonly orEarlier?: boolean | undefined;
}

/** The moment, ISO 8601, UTC, from which on a change keeps a table young; null where its age is nobody's question. */
export type YoungFrom = (table: string, properties: TableFacts['properties']) => string | null;

/** What is written beside a table when it is published, where the engine keeps such things. */
export interface TableNotes {
  readonly description: string | null;
  /** Each becomes `assay.<name>`, where `TableFacts` finds it. */
  readonly properties: Readonly<Record<string, string>>;
  /** The columns by which rows that are read together should lie together. */
  readonly cluster: readonly string[];
}

/** A finished run, as whoever shares the warehouse may want to read it. */
export interface KeptRun {
  readonly run: string;
  readonly project: string;
  readonly target: string;
  readonly asOf: string;
  readonly verdict: string;
  /** Null where publishing was not asked for. */
  readonly published: boolean | null;
  /** What later runs need of it. */
  readonly summary: string;
  /** report.json. */
  readonly report: string;
}

/** The runs that are written down where the tables are, for machines that keep no history of their own. */
export interface SharedHistory {
  keep(run: KeptRun): Promise<void>;
  /** The summaries of the last runs of a target by their ids, newest first. */
  last(target: string, most: number): Promise<ReadonlyMap<string, string>>;
}

export type CandidateState = 'building' | 'built' | 'passed' | 'refused';

export interface CandidateInfo {
  readonly run: string;
  readonly asOf: string;
  readonly state: CandidateState;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Nothing was published or returned to since it was begun. */
  readonly isNewest: boolean;
}

/** What is published, by the names under which a candidate's own session reads it. */
export interface Before extends Pick<Session, 'physical' | 'catalog'> {
  /** Undefined for tables that somebody else put there. */
  readonly publication: Publication | undefined;
}

/** The next state of the set, built beside the published one. Whoever holds it is the only writer. */
export interface Candidate extends CandidateInfo {
  readonly session: Session;
  /** Undefined where nothing is published. */
  readonly before: Before | undefined;
  /**
   * Where the changed rows of a table go that is kept by merging them into what is published, as the engine names it;
   * undefined for a table that is built whole. Default: all are built whole.
   */
  readonly deltaOf?: ((table: string) => string | undefined) | undefined;
  /**
   * Writes the state down where it survives the process. With `basis`, a text that tells what it was held against, the
   * state of its tables is remembered as well.
   */
  mark(state: CandidateState, basis?: string): Promise<void>;
  /** The basis that it was marked with last; undefined where there was none, or its tables were changed since. */
  checkedAgainst(): Promise<string | undefined>;
  /** Closes the session and gives the writer's place free; the candidate stays. */
  close(): Promise<void>;
}

/** A candidate that somebody else built. It is copied, and never changed. */
export interface Adoption {
  /** A file, or a pattern of schemas such as `{schema}_candidate`, as the engine takes it. */
  readonly where: string;
  /** The folder where a relative path begins. */
  readonly from: string;
  /** The schemas that the project speaks of. */
  readonly schemas: readonly string[];
}

export interface BeginOptions {
  readonly run: Run;
  /** The tables that the run builds; where a candidate holds these alone, all others are seen as they are published. */
  readonly builds?: readonly string[];
  /** By table. */
  readonly notes?: ReadonlyMap<string, TableNotes> | undefined;
  /** By table, the key by which its changed rows may be merged into what is published, where the engine can. */
  readonly merges?: ReadonlyMap<string, readonly string[]> | undefined;
  /** Begins with what somebody else built instead of what is published. */
  readonly adopt?: Adoption | undefined;
  /** Seconds to wait for another writer. */
  readonly wait: number;
  /** Told once when somebody else is at work, in one sentence. */
  readonly onWait?: (message: string) => void;
}

/** What a session shall read beside the set itself. */
export interface ReadOptions {
  /** Schemas of raw rows that are no part of the set, where the engine keeps them apart. */
  readonly aside?: readonly ('bronze' | 'quarantine')[] | undefined;
}

/** Where gold is kept: what is published, a candidate at most, and the way from one to the other. */
export interface Warehouse {
  /** A read-only session on what is published; undefined before the first publication. */
  published(options?: ReadOptions): Promise<Session | undefined>;
  /** A read-only session on the tables that are there, whoever put them there; undefined where there is nothing to open. */
  reader(options?: ReadOptions): Promise<Session | undefined>;
  /** Read through a session of `published()`, where one is open. */
  publication(through?: Session): Promise<Publication | undefined>;
  /** What is known of the published tables of some schemas; without `youngFrom` the age of every table is looked up. */
  facts(schemas: readonly string[], youngFrom?: YoungFrom): Promise<ReadonlyMap<string, TableFacts>>;
  /** What `rollback` can return to, newest first. */
  previous(): Promise<readonly Publication[]>;
  /** The last candidate as it was left, without taking the writer's place. */
  lastCandidate(): Promise<CandidateInfo | undefined>;
  /** A read-only session on the last candidate. */
  candidate(options?: ReadOptions): Promise<Session | undefined>;
  /** Says that a candidate will be begun from what is published, so that what takes its time can be made ready. */
  expect?(): void;
  /** Takes the writer's place and starts a candidate from what is published; throws `UnavailableError` when it stays taken. */
  begin(options: BeginOptions): Promise<Candidate>;
  /** Takes the writer's place and opens the last candidate again, to check or publish it. */
  resume(options: Omit<BeginOptions, 'run' | 'builds'>): Promise<Candidate | undefined>;
  /** Makes the candidate the published set, all of it or nothing, and closes it. */
  publish(candidate: Candidate, publication: Publication): Promise<void>;
  /** Makes an earlier publication (the last one, or that of `run`) the published set again. */
  rollback(options: Omit<BeginOptions, 'run' | 'builds'> & { readonly to?: string | undefined }): Promise<Publication>;
  /** Where runs are written down beside the tables. Default: nowhere, the project's own history is all there is. */
  readonly history?: SharedHistory | undefined;
  close(): Promise<void>;
}
