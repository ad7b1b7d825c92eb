import { type Token, tokens } from '@assay/core';

const NAMED = /\b(median|percentile_cont|quantile_cont)\b/i;
const QUANTILE = new Set(['median', 'quantile_cont']);

const isBlank = ({ kind }: Token): boolean => kind === 'space' || kind === 'comment';

/**
 * Interpolated quantiles as Databricks gives them: doubles. Of decimals DuckDB gives a decimal, and cuts half a cent off.
 * They are cast in the text, since a macro would take neither `filter` nor `within group`.
 */
export const exactQuantiles = (text: string): string => {
  if (!NAMED.test(text)) return text;
  const all = tokens(text);
  const meaningful = all.flatMap((token, i) => (isBlank(token) ? [] : [i]));
  const at = (place: number): Token | undefined => all[meaningful[place] ?? -1];
  const word = (place: number): string => (at(place)?.kind === 'word' ? (at(place)?.text ?? '').toLowerCase() : '');
  const before = new Map<Token, string>();
  const after = new Map<Token, string>();
  /** Casts what stands from a place to the end of a list's first item. */
  const castItem = (from: number): void => {
    let depth = 0;
    for (let i = from; at(i); i += 1) {
      const symbol = at(i)?.text ?? '';
      const ends =
        depth === 0 && (symbol === ')' || symbol === ',' || ['asc', 'desc', 'nulls', 'order'].includes(word(i)));
      if (ends) {
        const [first, last] = [at(from), at(i - 1)];
        if (!first || !last || i === from) return;
        before.set(first, `cast(${before.get(first) ?? ''}`);
        after.set(last, `${after.get(last) ?? ''} as double)`);
        return;
      }
      if (/^[([]$/.test(symbol)) depth += 1;
      if (/^[)\]]$/.test(symbol)) depth -= 1;
    }
  };
  const closing = (open: number): number => {
    let depth = 0;
    for (let i = open; at(i); i += 1) {
      depth += Number(at(i)?.text === '(') - Number(at(i)?.text === ')');
      if (depth === 0) return i;
    }
    return meaningful.length;
  };
  meaningful.forEach((_, i) => {
    if (at(i + 1)?.text !== '(') return;
    if (QUANTILE.has(word(i))) castItem(word(i + 2) === 'distinct' ? i + 3 : i + 2);
    // percentile_cont(0.5) within group (order by x)
    const close = word(i) === 'percentile_cont' ? closing(i + 1) : -1;
    if (close > 0 && word(close + 1) === 'within') castItem(close + 6);
  });
  return all.map((token) => `${before.get(token) ?? ''}${token.text}${after.get(token) ?? ''}`).join('');
};
