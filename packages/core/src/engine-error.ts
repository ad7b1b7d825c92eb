/** `Conversion Error`, as DuckDB begins; Spark's conditions are `CAST_INVALID_INPUT`. */
const CLASS = /^([A-Z][\w ]{2,30}? (?:Error|Exception))\b/;
const CONDITION = /\[([A-Z][A-Z0-9_.]{3,})\]|\(([A-Z][A-Z0-9_.]{3,})\)\s*$/;

/** Said before any row is read: words of the statement, and names. */
const OF_THE_STATEMENT = /^(Binder|Catalog|Parser) Error: /;

/** What engines say of values, with names and types alone. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^Conversion Error: Could not convert string .* to '?([A-Z]+[A-Z0-9]*)\b/s, 'Conversion Error: a text is no $1'],
  [/^Conversion Error: invalid (date|timestamp) field format/s, 'Conversion Error: a text is no $1'],
  [
    /^Conversion Error: Type ([A-Z0-9]+) with value .* can't be cast/s,
    'Conversion Error: a value of type $1 does not fit',
  ],
  [
    /^(?:Conversion|Invalid Input) Error: CSV Error on Line: (\d+)/,
    'CSV Error on Line: $1: a value does not fit its column',
  ],
  [/^Conversion Error: /, 'Conversion Error: a value cannot be cast'],
  [/^Out of Range Error: Overflow (?:in|on) (\w+)/, 'Out of Range Error: overflow in $1'],
  [/^Out of Range Error: /, 'Out of Range Error: a value is too large or too small'],
  [/^Invalid Input Error: Could not parse string/s, 'Invalid Input Error: a text cannot be parsed'],
  [
    /^Invalid Input Error: .*More than one row returned by a subquery/s,
    'Invalid Input Error: a subquery gives more than one row',
  ],
  [/^Out of Memory Error: /, 'Out of Memory Error: the statement needs more memory than it may use'],
  [/^a statement took longer than \d+ ms and was stopped$/, '$&'],
];

/**
 * An engine's error without anything that may come from the data: one of the forms that are known, else its class. What is
 * said of the statement alone stays, so that authors meet their own words.
 */
export const withoutValues = (message: string): string => {
  const first = message.split('\n')[0]?.trim() ?? '';
  if (OF_THE_STATEMENT.test(first)) return first;
  for (const [pattern, said] of FORMS) {
    const found = pattern.exec(message);
    if (found) return said.replaceAll(/\$(\d|&)/g, (_, i: string) => (i === '&' ? found[0] : (found[Number(i)] ?? '')));
  }
  const condition = CONDITION.exec(message.split('\n')[0] ?? '');
  const kind = CLASS.exec(first)?.[1] ?? condition?.[1] ?? condition?.[2];
  return `${kind ?? 'the engine refused it'} (what it says is not shown, since PII is read)`;
};
