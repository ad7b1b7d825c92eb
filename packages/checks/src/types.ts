import { type Column, dayOf, id, instantOf, type Literal, raw, type Sql, sql } from '@assay/core';
import type { Scalar } from './kind.ts';

export type Family =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'text'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'uuid'
  | 'json'
  | 'interval'
  | 'binary'
  | 'nested'
  | 'nothing'
  | 'other';

/** A number as a contract writes it in quotes, to lose no digit. */
export const NUMERAL = /^-?\d{1,38}(\.\d{1,38})?$/;

/** What the types of a family have in common, whichever engine names them. */
interface Type {
  readonly family: Family;
  /** The names of its types, in small letters. */
  readonly names: RegExp;
  /** A value of a contract as a literal beside a column of this type; undefined where it is none. */
  literal(value: Scalar, type: string): Literal | Sql | undefined;
  /** How such values are written; absent where none can be. */
  readonly like?: string;
}

/** Digits before and behind the point for which a type has room; undefined where it has room for all. */
const room = (type: string): { readonly before: number; readonly behind: number } | undefined => {
  const [, width, scale = '0'] = /^(?:decimal|numeric)\((\d+)(?:,\s*(\d+))?\)$/.exec(type) ?? [];
  if (width !== undefined) return { before: Number(width) - Number(scale), behind: Number(scale) };
  return /^(uhugeint|hugeint|bignum)$/.test(type) ? { before: 38, behind: 0 } : undefined;
};

const WIDEST = 38;

/** Whether both engines have a type in which the number and every value of the column can stand. */
const isComparable = (numeral: string, type: string): boolean => {
  if (/^(double|float|real)/.test(type)) return true;
  const { before, behind } = room(type) ?? { before: 20, behind: 0 };
  const [whole = '', parts = ''] = numeral.replace(/^-?0*/, '').split('.');
  return Math.max(before, whole.length) + Math.max(behind, parts.length) <= WIDEST;
};

const number = (value: Scalar, type: string): Literal | Sql | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || (typeof value === 'string' && !NUMERAL.test(value))) return undefined;
  if (NUMERAL.test(text) && !isComparable(text, type)) return undefined;
  return typeof value === 'number' ? value : raw(text);
};

const unsigned = (value: Scalar): Sql | undefined =>
  /^\d{1,38}$/.test(String(value)) ? sql`cast(${raw(String(value))} as uhugeint)` : undefined;

const text = (value: Scalar): Literal | undefined => (typeof value === 'string' ? value : undefined);
const cast = (pattern: RegExp, type: string) => (value: Scalar) =>
  typeof value === 'string' && pattern.test(value) ? sql`cast(${value} as ${raw(type)})` : undefined;
const none = () => undefined;

const boolean = (value: Scalar): Literal | undefined => {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : undefined;
};

const date = (value: Scalar): Literal | undefined => {
  const [, day = '', rest] =
    typeof value === 'string' ? (/^(.{10})([T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(value) ?? []) : [];
  return dayOf(day) && (rest === undefined || instantOf(String(value))) ? { date: day } : undefined;
};

const timestamp = (value: Scalar): Literal | undefined => {
  const instant = typeof value === 'string' ? instantOf(value) : undefined;
  return instant === undefined ? undefined : { timestamp: instant };
};

/** What a count of nanoseconds in 64 bits can tell. */
const nanoseconds = (value: Scalar): Literal | undefined => {
  const literal = timestamp(value);
  const year = literal === undefined ? '' : instantOf(String(value))?.slice(0, 4);
  return year && year > '1677' && year < '2262' ? literal : undefined;
};

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The first whose names fit is the type's own. */
const TYPES: readonly Type[] = [
  { family: 'nested', names: /\[\d*\]$|^(array|list|struct|map|union|variant|object|row)\b/, literal: none },
  { family: 'integer', names: /^uhugeint$/, literal: unsigned, like: 'a whole number, not below 0' },
  {
    family: 'integer',
    names: /^(u?(tiny|small|big|huge)?int(eger)?|long|short|byte|int\d+|bignum)$/,
    literal: number,
    like: 'a number such as 42, in quotes where it has more than 15 digits',
  },
  {
    family: 'decimal',
    names: /^(decimal|numeric)/,
    literal: number,
    like: 'a number for which it has room, such as 0.5, in quotes where it has more than 15 digits',
  },
  { family: 'float', names: /^(double|float|real)/, literal: number, like: 'a number such as 0.5' },
  { family: 'uuid', names: /^uuid$/, literal: cast(UUID, 'uuid'), like: '6f2a9c1e-0b1d-4c7e-9a55-0d2f4b8c7e10' },
  { family: 'text', names: /^(varchar|string|char|text|enum)/, literal: text, like: 'text, a number in quotes' },
  { family: 'boolean', names: /^bool/, literal: boolean, like: 'true or false' },
  { family: 'date', names: /^date$/, literal: date, like: 'a day that there is, such as 2026-01-31' },
  {
    family: 'timestamp',
    names: /^timestamp_ns/,
    literal: nanoseconds,
    like: 'an instant of the years 1678 to 2261, such as 2026-01-31T10:00:00Z',
  },
  {
    family: 'timestamp',
    names: /^timestamp|^datetime/,
    literal: timestamp,
    like: 'an instant that there is, such as 2026-01-31T10:00:00Z or 2026-01-31 12:00:00+02:00',
  },
  { family: 'time', names: /^time\b(?!.*zone)|^time$/, literal: cast(CLOCK, 'time'), like: '10:00 or 10:00:30' },
  { family: 'time', names: /^time\b/, literal: none },
  { family: 'interval', names: /^interval/, literal: none },
  { family: 'json', names: /^json$/, literal: none },
  { family: 'binary', names: /^(blob|bytea|varbinary|binary|bit|bitstring)$/, literal: none },
  { family: 'nothing', names: /^("null"|null|void)$/, literal: (value) => value },
];

const OTHER: Type = { family: 'other', names: /^/, literal: (value) => value };

const typeOf = (type: string): Type => TYPES.find(({ names }) => names.test(type.toLowerCase())) ?? OTHER;

/** What a type is, whichever engine names it. */
export const family = ({ type }: Pick<Column, 'type'>): Family => typeOf(type).family;

/** A column of NULLs alone is whatever is wanted of it. */
const isOne = (...families: readonly Family[]) => {
  const all = new Set<Family>([...families, 'nothing']);
  return (of: Family): boolean => all.has(of);
};

export const isNumber = isOne('integer', 'decimal', 'float');
export const isTime = isOne('date', 'timestamp');
export const isText = isOne('text', 'json');

/** A value of a contract as a literal beside a column, or the sentence that says why it cannot be one. */
export const literalOf = (value: Scalar, { name, type }: Column): { readonly literal: Literal | Sql } | string => {
  const of = typeOf(type);
  const literal = of.literal(value, type.toLowerCase());
  if (literal !== undefined) return { literal };
  const said = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return of.like === undefined
    ? `${name} is ${type}, of which a contract can write no value; ${said} is none`
    : `${said} is no ${of.family} value, which ${name} has; write ${of.like}`;
};

const compareNumerals = (one: string, other: string): number => {
  const behind = Math.max(...[one, other].map((numeral) => numeral.split('.')[1]?.length ?? 0));
  const scaled = (numeral: string): bigint => {
    const [whole = '', parts = ''] = numeral.split('.');
    return BigInt(whole + parts.padEnd(behind, '0'));
  };
  const [a, b] = [scaled(one), scaled(other)];
  return a < b ? -1 : a > b ? 1 : 0;
};

const sign = <T>(one: T, other: T): number => (one < other ? -1 : one > other ? 1 : 0);

/** How two values of a contract compare beside a column; undefined where one is no value for it. */
export const compareValues = (one: Scalar, other: Scalar, column: Column): number | undefined => {
  if ([one, other].some((value) => typeof literalOf(value, column) === 'string')) return undefined;
  const [a, b] = [String(one), String(other)];
  if (isTime(family(column))) return sign(instantOf(a) ?? a, instantOf(b) ?? b);
  if (!isNumber(family(column))) return sign(a, b);
  return NUMERAL.test(a) && NUMERAL.test(b) ? compareNumerals(a, b) : sign(Number(a), Number(b));
};

/** The end above which only NaN lies, which an engine takes for the greatest number; undefined where there is no NaN. */
export const endOfNumbers = (column: Pick<Column, 'type'> | undefined): Sql | undefined =>
  column && family(column) === 'float' ? sql`cast('Infinity' as double)` : undefined;

/** Whether a column has the type a contract names: a family, `number`, `key` (any), or the engine's exact type. */
export const fitsType = (wanted: string, column: Column): boolean => {
  const of = family(column);
  const asked = wanted.toLowerCase();
  if (asked === 'key') return true;
  if (asked === 'number') return isNumber(of);
  if (asked === 'text') return isText(of) || of === 'uuid';
  return (
    asked === of ||
    asked.replaceAll(' ', '') === column.type.replaceAll(' ', '') ||
    (family({ type: asked }) === of && of !== 'other' && !/[([]/.test(asked))
  );
};

interface Place {
  readonly column: string;
  readonly columns: readonly Column[];
}

const unfit = ({ column, columns }: Place, fits: (of: Family) => boolean, what: string): readonly string[] =>
  columns.flatMap((one) => (one.name === column && !fits(family(one)) ? [`${column} is ${one.type}, ${what}`] : []));

/** What to say where the column that a check is on cannot be judged by it. */
export const unlessNumber = (place: Place, hint = ''): readonly string[] => unfit(place, isNumber, `no number${hint}`);
export const unlessTime = (place: Place): readonly string[] => unfit(place, isTime, 'neither a date nor a timestamp');
export const unlessText = (place: Place, hint = ''): readonly string[] => unfit(place, isText, `not text${hint}`);

/** What such a rule says of several columns. */
export const ofEach = (
  names: readonly string[],
  place: Place,
  rule: (place: Place) => readonly string[],
): readonly string[] => names.flatMap((column) => rule({ ...place, column }));

export const unlessBoolean = (place: Place): readonly string[] => unfit(place, isOne('boolean'), 'not boolean');

/** The same where values are put in order: those of a variant may be of types that have none. */
export const unlessOrdered = (place: Place): readonly string[] =>
  place.columns.flatMap(({ name, type }) =>
    name === place.column && /^(variant|map|object)\b/.test(type) ? [`${name} is ${type}, which has no order`] : [],
  );

/** A column in a type with room to add and subtract its values; undefined where there is none. */
const roomy = ({ name, type }: Column): Sql | undefined => {
  const of = family({ type });
  if (of === 'float' || of === 'nothing') return sql`cast(${id(name)} as double)`;
  if (!isNumber(of) || type === 'bignum') return undefined;
  return sql`cast(${id(name)} as ${raw(`decimal(38,${room(type)?.behind ?? 0})`)})`;
};

/** The same by its name, where nothing is wrong with it. */
export const roomyNamed = (name: string, columns: readonly Column[]): Sql => {
  const column = columns.find((one) => one.name === name);
  return (column && roomy(column)) ?? id(name);
};

/** What to say where a column cannot be added to or subtracted from. */
export const unlessRoomy = (place: Place, hint = ''): readonly string[] =>
  place.columns.flatMap((column) =>
    column.name === place.column && roomy(column) === undefined
      ? [
          isNumber(family(column))
            ? `${column.name} is ${column.type}, with which nothing is computed`
            : `${column.name} is ${column.type}, no number${hint}`,
        ]
      : [],
  );

/** What compares with each other: numbers, texts, times, and otherwise the same type alone. */
const kin = ({ type }: Column): string => {
  const of = family({ type });
  if (isNumber(of)) return 'number';
  if (isTime(of)) return 'time';
  return of === 'text' || of === 'boolean' || of === 'uuid' ? of : type;
};

/** Whether two columns can have values that are equal. */
export const isAlike = (one: Column, other: Column): boolean =>
  [one, other].some((column) => family(column) === 'nothing') || kin(one) === kin(other);

/** True for a double that is neither NaN nor infinite; NULL for NULL. */
export const isFiniteNumber = (value: Sql): Sql => sql`abs(${value}) < cast('Infinity' as double)`;
