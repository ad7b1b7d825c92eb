import type { Report } from '@assay/core';

const LONGEST = 2_000;
const LONGEST_BY_FIELD: Readonly<Record<string, number>> = { sql: 20_000 };

/** Characters that act instead of being seen: controls, marks that turn the direction of text, halves of characters. */
const ACTING = /\r\n?|[\u2028\u2029]|[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/** The runs that a view shows at most. */
const MOST_RUNS = 90;

/** Text that cannot do anything but be read: no terminal escapes, no turned direction, no megabytes. */
export function tameText(text: string, longest = LONGEST): string {
  return clip(text, longest).replace(ACTING, seen);
}

/** The same report, its recent past, every string tamed. Each format escapes what its own syntax asks for besides. */
export function tame(report: Report): Report {
  return tameValue(recent(report), LONGEST) as Report; // only strings differ
}

function clip(text: string, longest: number): string {
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)}… (${text.length.toLocaleString('en-US')} characters)`;
}

function seen(character: string): string {
  if (character === '\n' || character === '\t') return character;
  if (/^[\r\u2028\u2029]/u.test(character)) return '\n';
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return '\ufffd';
}

function tameValue(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return tameText(value, longest);
  if (Array.isArray(value)) return value.map((item) => tameValue(item, longest));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [tameText(key, 200), tameValue(item, LONGEST_BY_FIELD[key] ?? longest)]),
  );
}

function recent(report: Report): Report {
  return {
    ...report,
    score_trend: report.score_trend.slice(-MOST_RUNS),
    tables: report.tables.map((table) => ({
      ...table,
      rows_trend: table.rows_trend.slice(-MOST_RUNS),
      checks: table.checks.map((check) => ({ ...check, trend: check.trend.slice(-MOST_RUNS) })),
    })),
  };
}
