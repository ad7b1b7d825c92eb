import { type Problem, position } from '@assay/core';
import { closest, distance } from 'fastest-levenshtein';

const KEYS = ['grain', 'incremental', 'cluster', 'report', 'figures'];
const NAME = /^[A-Za-z_]\w*$/;

const keyProblem = (key: string): string | undefined => {
  const near = closest(key, KEYS);
  return distance(key, near) <= 2 ? `a header says ${KEYS.join(', ')}, not ${key}; did you mean ${near}?` : undefined;
};

const listProblem = (key: string, value: string): string | undefined => {
  if (key === 'report') return undefined;
  const figures = key === 'figures' ? /^(.+)\s+by\s+(\w+)$/.exec(value) : undefined;
  if (figures === null)
    return 'figures are columns and the one they are read by: -- figures: gross_revenue by order_month';
  const names = (figures?.[1] ?? value).split(',').map((name) => name.trim());
  const bad = names.find((name) => !NAME.test(name));
  if (bad !== undefined)
    return `${key} is a list of columns such as: -- ${key}: order_id, line_number; ${bad === '' ? 'one is empty' : `"${bad}" is none`}`;
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice === undefined ? undefined : `${key} names ${twice} twice`;
};

/**
 * What is wrong with the comment lines that begin a model: its grain (which it must have), how it is kept and
 * clustered. Other comments are the author's own.
 */
export const lintHeader = (text: string): Omit<Problem, 'file'>[] => {
  const head = text.slice(0, Math.max(0, text.search(/^(?!\s*--|\s*$)/m)));
  const lines = [...head.matchAll(/^--[^\S\n]*(\w+):[^\S\n]*(.*)$/gm)];
  const problems = lines.flatMap(({ 1: key = '', 2: value = '', index }): Omit<Problem, 'file'>[] => {
    const known = KEYS.includes(key);
    const message = known ? listProblem(key, value.trim()) : keyProblem(key);
    return message === undefined ? [] : [{ message, ...position(text, index) }];
  });
  const seen = new Set<string>();
  for (const { 1: key = '', index } of lines) {
    if (seen.has(key) && KEYS.includes(key))
      problems.push({ message: `the header says ${key} a second time`, ...position(text, index) });
    seen.add(key);
  }
  if (!seen.has('grain'))
    problems.push({ line: 1, message: 'does not say what one row is; add a line such as: -- grain: customer_id' });
  return problems;
};
