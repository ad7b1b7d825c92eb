/** `1 row`, `2 rows`, `1,234 rows`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** `3 of 912 values outside`, with what was not judged. */
export const outOf = (failing: number, judged: number, what: string, missing = 0): string => {
  const nulls = missing > 0 ? `, ${missing.toLocaleString('en-US')} NULL not judged` : '';
  return `${failing.toLocaleString('en-US')} of ${judged.toLocaleString('en-US')} ${what}${nulls}`;
};

const SHOWN = 8;

/** The first few of a list, and how many more. */
export const listed = (values: readonly unknown[]): string =>
  values.length <= SHOWN
    ? values.map(String).join(', ')
    : `${values.slice(0, SHOWN).map(String).join(', ')} and ${values.length - SHOWN} more`;
