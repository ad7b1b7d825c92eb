import { dayOf } from './apiary.ts';

export interface Scenario {
  readonly name: string;
  /** What has run before, with a mail server that is not there. */
  readonly before: readonly (readonly string[])[];
  /** What runs in each copy of that project: it knows the very files that it made. */
  readonly ready?: readonly (readonly string[])[];
  /** What meets the fault. */
  readonly command: readonly string[];
  /** The set that readers have before and, when all goes well, afterwards; undefined for none. */
  readonly set: readonly [number | undefined, number];
  /** How it ends when all goes well. */
  readonly code: number;
  /** It is run again after the next gate: its runs are a series of their own, which only it sweeps. */
  readonly isSeries?: boolean;
  /** Operations that it does for certain: those of DuckDB, and those of Node. */
  readonly does: readonly RegExp[];
  /** So short, or so grave, that each of its operations is always tried. */
  readonly isEveryTried: boolean;
}

const gate = (set: number): readonly string[] => ['gate', '--as-of', dayOf(set)];

const BUILDS = [
  /^p?write apiary\.bronze\.duckdb$/,
  /^p?write apiary\.candidate\.duckdb$/,
  /^write apiary\.candidate\.duckdb\.wal$/,
  /^fsync apiary\.candidate\.duckdb$/,
];
const PUBLISHES = [/^link /, /^rename apiary\.duckdb$/, /^fsync \.assay$/];
const REPORTS = [/^write report\.json\..*next$/, /^write report\.html\..*next$/, /^rename report\.json$/];
const SENDS = [/^write .*\.json\..*next$/, /^rename .*\.eml$/, /^symlink outbox\.lock$/];

/** The commands that write, each on a project where it has something to do and something to lose. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a first gate',
    ...{ before: [], command: gate(1), set: [undefined, 1], code: 0, isEveryTried: false },
    does: [...BUILDS, ...REPORTS, ...SENDS, /^p?write apiary\.writer\.duckdb/],
  },
  {
    name: 'a gate',
    ...{ before: [gate(0), gate(1)], command: gate(2), set: [1, 2], code: 0, isEveryTried: true },
    does: [...BUILDS, ...PUBLISHES, ...REPORTS, ...SENDS, /^(copy_file_range|sendfile|clone) apiary\.duckdb\./],
  },
  {
    name: 'publish',
    before: [gate(0), gate(1), ['build', '--as-of', dayOf(2)]],
    ready: [['check', '--as-of', dayOf(2)]],
    ...{ command: ['publish', '--as-of', dayOf(2)], set: [1, 2], code: 0, isEveryTried: true },
    does: PUBLISHES,
  },
  {
    name: 'rollback',
    ...{ before: [gate(0), gate(1), gate(2)], command: ['rollback'], set: [2, 1], code: 0, isEveryTried: false },
    does: PUBLISHES,
  },
  {
    name: 'audit',
    ...{ before: [gate(0), gate(1)], command: ['audit'], set: [1, 1], code: 1, isEveryTried: false, isSeries: true },
    does: [...REPORTS, ...SENDS],
  },
  {
    name: 'flush',
    ...{ before: [gate(0), gate(1)], command: ['mail', '--flush'], set: [1, 1], code: 0, isEveryTried: true },
    does: SENDS,
  },
];

/** The plain command that comes after each fault. */
export const NEXT = { command: gate(3), set: 3 };
