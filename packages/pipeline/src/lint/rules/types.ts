import type { Code } from '../code.ts';
import { each, type Rule } from '../rule.ts';

const TYPES = new Set(['string', 'bigint', 'int', 'double', 'boolean', 'date', 'timestamp']);
const INSTEAD: Readonly<Record<string, string>> = {
  varchar: 'string',
  text: 'string',
  char: 'string',
  integer: 'int',
  smallint: 'int',
  tinyint: 'int',
  long: 'bigint',
  hugeint: 'decimal(38,0)',
  float: 'double',
  real: 'double',
  numeric: 'decimal(18,2)',
  bool: 'boolean',
  datetime: 'timestamp',
  timestamptz: 'timestamp',
  timestamp_ntz: 'timestamp',
};

/** The token of the type that a `cast(… as type)` or `try_cast` at `i` names. */
export const castType = (code: Code, i: number): number | undefined => {
  if (!['cast', 'try_cast'].includes(code.word(i)) || code.text(i + 1) !== '(') return undefined;
  const end = code.closing(i + 1);
  let depth = 0;
  for (let at = i + 2; at < end; at++) {
    if (code.text(at) === '(') depth += 1;
    else if (code.text(at) === ')') depth -= 1;
    else if (depth === 0 && code.word(at) === 'as') return at + 1;
  }
  return undefined;
};

export const types: Rule = {
  name: 'types',
  find: (code) =>
    each(code, (i) => {
      const type = castType(code, i);
      if (type === undefined || TYPES.has(code.word(type))) return undefined;
      const name = code.word(type);
      if (name !== 'decimal')
        return `${code.text(type)} is not a type of the common subset; write ${INSTEAD[name] ?? [...TYPES, 'decimal(p,s)'].join(', ')}`;
      const sized = code.text(type + 1) === '(' && code.text(type + 3) === ',';
      return sized
        ? undefined
        : 'decimal without its digits is (10,0) on one engine and (18,3) on the other; write decimal(18,2)';
    }),
};
