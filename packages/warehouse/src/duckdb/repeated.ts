import { answering, type Batch, countedKeys, type Known, type Part, type Question, repeatedKeys } from '@assay/core';
import type { Text } from './asking.ts';
import { duckdbDialect } from './dialect.ts';

/** So many repeated keys, and so many characters of them, are worth remembering. */
const MOST_KEYS = 2_000;
const MOST_CHARACTERS = 200_000;

const REMEMBERED = 'repeated keys: ';

/** A key as a literal of its own type; undefined for types whose text does not say them exactly. */
const literalOf = (type: string): ((key: string) => string) | undefined => {
  if (/^(u?(tiny|small|big|huge)int|u?integer)$/.test(type)) return (key) => String(BigInt(key));
  if (type === 'varchar') return (key) => duckdbDialect.literal(key);
  return undefined;
};

const asLiterals = (keys: readonly string[], type: string): string | null => {
  const literal = literalOf(type);
  return literal && keys.length > 0 && keys.length <= MOST_KEYS ? `(${keys.map(literal).join(', ')})` : null;
};

/** Counts the rows of repeated keys, and remembers the keys where they are few, so that nobody groups the table again. */
export const repeatedBatch = (question: Question, text: Text): Batch => {
  const { metric, relation } = question;
  const [key = '', ...more] = metric.shape === 'repeated' ? metric.columns : [];
  const nullsEqual = metric.shape === 'repeated' && metric.nullsEqual === true;
  const columns = [key, ...more];
  const count: Part = {
    ...answering(question),
    expressions: () => ['coalesce(sum(n), 0)'],
    read: ([value]) => value,
    provedBy: 'scan',
    columns,
  };
  const type = relation.columns.find(({ name }) => name === key)?.type ?? '';
  const isPlain = more.length === 0 && !nullsEqual && literalOf(type) !== undefined;
  const subquery = text(repeatedKeys(relation, columns, nullsEqual));
  const found: Part = {
    key: `${REMEMBERED}${subquery}`,
    expressions: (known) =>
      known.has(question.key) ? undefined : [`to_json(min(cast(k_0 as varchar), ${MOST_KEYS + 1}))`],
    read: ([value]) => {
      const json = String(value ?? '');
      return json.length <= MOST_CHARACTERS ? asLiterals(JSON.parse(json || '[]') as string[], type) : null; // our own list
    },
    provedBy: 'scan',
    columns,
  };
  return {
    table: relation.table,
    parts: isPlain ? [count, found] : [count],
    scans: true,
    text: (list) => `select ${list} from (${text(countedKeys(relation, columns, nullsEqual))}) repeated`,
  };
};

/** Puts the keys that are known to repeat in the place of the subquery that would find them again. */
export const narrow = (statement: string, known: Known): string => {
  let narrowed = statement;
  for (const [key, keys] of known)
    if (key.startsWith(REMEMBERED) && typeof keys === 'string')
      narrowed = narrowed.replaceAll(`(${key.slice(REMEMBERED.length)})`, () => keys);
  return narrowed;
};
