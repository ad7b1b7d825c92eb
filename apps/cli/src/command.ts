import type { ParseArgsConfig } from 'node:util';
import type { Effects } from './effects.ts';

export type Flags = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

export interface Invocation {
  readonly flags: Flags;
  readonly words: readonly string[];
  readonly effects: Effects;
}

/** A command of the program: a file in `commands/`, loaded when it is asked for. */
export interface Command {
  readonly help: string | (() => Promise<string>);
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** How many words may follow the command's name. */
  readonly words?: { readonly least: number; readonly most: number };
  /** Does its work and gives the exit code. */
  run(invocation: Invocation): Promise<number>;
}

/** The flag's text, or undefined; a flag given as a switch counts as not given. */
export const text = (flags: Flags, name: string): string | undefined => {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
};

export const texts = (flags: Flags, name: string): readonly string[] => {
  const value = flags[name];
  return Array.isArray(value) ? value.map(String) : [];
};
