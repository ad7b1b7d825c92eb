import { closest, distance } from 'fastest-levenshtein';
import { calls } from '../calls.ts';
import { INSTEAD, KNOWN } from '../functions.ts';
import type { Rule } from '../rule.ts';
import { arraysAndStructs } from './arrays-and-structs.ts';
import { clockAndChance } from './clock-and-chance.ts';
import { dateParts } from './date-parts.ts';

const advice = (name: string): string => {
  if (Object.hasOwn(INSTEAD, name)) return `write ${INSTEAD[name]}`;
  const near = closest(name, [...KNOWN]);
  return distance(name, near) <= 2 ? `did you mean ${near}?` : 'docs/sql.md lists those that both engines have';
};

/** Rules that have a better sentence for some functions. */
const ELSEWHERE = [clockAndChance, dateParts, arraysAndStructs];

/** Refuses functions that are neither known nor among `more`. */
export const functionsBut = (more: readonly string[]): Rule => ({
  name: 'functions',
  find: (code) => {
    const said = new Set(ELSEWHERE.flatMap((rule) => rule.find(code)).map(({ token }) => token));
    return calls(code)
      .filter((i) => !KNOWN.has(code.word(i)) && !more.includes(code.word(i)) && !said.has(i))
      .map((token) => ({
        token,
        message: `${code.text(token)} is not a function of the common subset; ${advice(code.word(token))}`,
      }));
  },
});

export const functions = functionsBut([]);
