import { type Problem, position } from '@assay/core';
import { readCode } from './code.ts';
import { lintHeader } from './header.ts';
import type { Rule } from './rule.ts';
import { parameters } from './rules/parameters.ts';
import { CONTRACT, MODEL, SUBSET } from './rules.ts';

/** A problem of SQL text, with the rule of `docs/sql.md` that it breaks. */
export interface LintProblem extends Problem {
  readonly rule: string;
}

export interface LintOptions {
  readonly file: string;
  /** What may stand behind a colon: as_of and the settings that the project declares. */
  readonly parameters: readonly string[];
}

const inOrder = (a: Problem, b: Problem): number => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);

const apply = (text: string, rules: readonly Rule[], file: string): LintProblem[] => {
  const code = readCode(text);
  return rules.flatMap((rule) =>
    rule.find(code).map(({ token, message }) => ({
      rule: rule.name,
      message,
      file,
      ...position(text, code.tokens[token]?.at ?? 0),
    })),
  );
};

/** What in a query lies outside the SQL that both engines read alike. */
export const lintSql = (text: string, options: LintOptions): LintProblem[] =>
  apply(text, [...SUBSET, parameters(options.parameters)], options.file).sort(inOrder);

/** Everything that is wrong with a model, in the order of its text: its header, and what no model may say. */
export const lintModel = (text: string, options: LintOptions): LintProblem[] =>
  [
    ...lintHeader(text).map((problem) => ({ rule: 'header', file: options.file, ...problem })),
    ...apply(text, [...SUBSET, ...MODEL, parameters(options.parameters)], options.file),
  ].sort(inOrder);

/** What in a predicate or query of a contract lies outside that SQL: what to write instead, and the line that it is in. */
export const lintContractSql = (text: string): { message: string; line: string }[] =>
  apply(text, CONTRACT, '')
    .sort(inOrder)
    .map(({ message, line = 1 }) => ({ message, line: text.split('\n')[line - 1]?.trim() ?? '' }));
