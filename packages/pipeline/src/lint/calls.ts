import type { Code } from './code.ts';

/** Words after which an expression, a table or a list begins, so that a word and `(` behind them are a call. */
const BEFORE_EXPRESSION = new Set(
  `all and any between by case cross distinct else escape except exists filter from group having ilike in intersect is
   join lateral like limit not offset on or over partition qualify range recursive rows select sets then union using values
   when where window with`.split(/\s+/),
);

/** Words before `(` that call nothing. */
const NOT_CALLED = new Set([...BEFORE_EXPRESSION, 'as', 'cube', 'decimal', 'end', 'materialized', 'rollup']);

/** `) t(x)`, `as t(x)`, `silver.orders o(x)` and `t(x) as (select …)` name columns; they call nothing. */
const namesColumns = (code: Code, i: number): boolean => {
  const before = code.word(i - 1);
  if (before === 'as' || code.text(i - 1) === ')') return true;
  if (before !== '' && !BEFORE_EXPRESSION.has(before)) return true;
  const close = code.closing(i + 1);
  return code.word(close + 1) === 'as' && code.text(close + 2) === '(';
};

/** Where a function is called. */
export const calls = (code: Code): number[] =>
  code.tokens.flatMap((_, i) => {
    const called = code.word(i) !== '' && code.text(i + 1) === '(' && !NOT_CALLED.has(code.word(i));
    return called && !namesColumns(code, i) ? [i] : [];
  });
