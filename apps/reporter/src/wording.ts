const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `1,234.5`; a dash for what is not known. */
export function number(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : numbers.format(value);
}

/** `1 table`, `2 tables`. */
export function plural(count: number, noun: string): string {
  return `${number(count)} ${count === 1 ? noun : noun.endsWith('s') ? `${noun}es` : `${noun}s`}`;
}

/** `31 January 2026`; what is no date stays as it is. */
export function day(text: string): string {
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) ? text : days.format(at);
}

/** `31 January 2026, 04:15 UTC`. */
export function moment(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : `${days.format(at)}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
}

/** `840 ms`, `12.3 s`, `4 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${number(Math.round(ms / 100) / 10)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1_000)} s`;
}

/** `20 minutes`, `3 hours`, `2 days`. */
export function hours(count: number): string {
  if (count < 1) return plural(Math.round(count * 60), 'minute');
  return count < 48 ? plural(Math.round(count * 10) / 10, 'hour') : plural(Math.round(count / 2.4) / 10, 'day');
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function list(items: readonly string[], most = 3): string {
  if (items.length > most) return `${items.slice(0, most - 1).join(', ')} and ${items.length - most + 1} more`;
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** One line: line ends and runs of spaces become a space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** At most so many characters, the last an ellipsis. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A figure as people read it. Decimals come as text and keep their digits. */
export function figureText(value: string | number | boolean | null): string {
  if (typeof value === 'number') return number(value);
  const text = oneLine(String(value ?? '–'));
  return /^-?\d+(\.\d+)?$/.test(text) ? text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',') : text;
}

/** The first sentence, and what follows it. */
export function headline(text: string): { first: string; rest: string } {
  const end = /[.?](?=\s)/.exec(text);
  if (end === null) return { first: text, rest: '' };
  return { first: text.slice(0, end.index + 1), rest: text.slice(end.index + 1).trim() };
}
