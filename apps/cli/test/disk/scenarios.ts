import { dayOf } from './apiary.ts';

export interface Scenario {
  readonly name: string;
  /** What has run before, with a mail server that is not there. */
  readonly before: readonly (readonly string[])[];
  /** What meets the fault. */
  readonly command: readonly string[];
  /** The set that readers have before and, when all goes well, afterwards; undefined for none. */
  readonly set: readonly [number | undefined, number];
  /** How it ends when all goes well. */
  readonly code: number;
}

const gate = (set: number): readonly string[] => ['gate', '--as-of', dayOf(set)];

/** The commands that write, each on a project where it has something to do and something to lose. */
export const SCENARIOS: readonly Scenario[] = [
  { name: 'a first gate', before: [], command: gate(1), set: [undefined, 1], code: 0 },
  { name: 'a gate', before: [gate(0), gate(1)], command: gate(2), set: [1, 2], code: 0 },
  {
    name: 'publish',
    before: [gate(0), gate(1), ['build', '--as-of', dayOf(2)], ['check']],
    command: ['publish'],
    set: [1, 2],
    code: 0,
  },
  { name: 'rollback', before: [gate(0), gate(1), gate(2)], command: ['rollback'], set: [2, 1], code: 0 },
  { name: 'audit', before: [gate(0), gate(1)], command: ['audit'], set: [1, 1], code: 1 },
  { name: 'flush', before: [gate(0), gate(1)], command: ['mail', '--flush'], set: [1, 1], code: 0 },
];

/** The plain command that comes after each fault. */
export const NEXT = { command: gate(3), set: 3 };
