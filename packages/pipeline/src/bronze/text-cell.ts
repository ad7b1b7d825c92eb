import type { Cell } from './cell.ts';
import type { ColumnType, RecordColumn } from './data-set.ts';

/** Fifteen digits: up to there a double holds every decimal number, so the engine and ajv see the same one. */
const DIGITS = 15;

const number = (decimals: number): string =>
  decimals === 0 ? `-?[0-9]{1,${DIGITS}}` : `-?[0-9]{1,${DIGITS - decimals}}(\\.[0-9]{1,${decimals}})?`;

const DATE = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const INSTANT = `${DATE}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?Z?`;

const pattern = (type: ColumnType): string => {
  if (type === 'BIGINT') return number(0);
  if (type === 'DOUBLE') return number(6);
  if (type === 'BOOLEAN') return 'true|false';
  if (type === 'DATE') return DATE;
  if (type === 'TIMESTAMP') return INSTANT;
  return number(Number(/(\d+)\)$/.exec(type)?.[1]));
};

/** A cast to TIMESTAMP drops an offset without a word; by way of TIMESTAMPTZ it counts. Only what is long can have one. */
const instant = (text: string): string =>
  `case when length(${text}) > 19 then try_cast(try_cast(${text} as timestamptz) as timestamp) else try_cast(${text} as timestamp) end`;

export const fromText = (text: string, type: ColumnType): string => {
  if (type === 'VARCHAR') return text;
  return type === 'TIMESTAMP' ? instant(text) : `try_cast(${text} as ${type})`;
};

const EARLIEST: Readonly<Partial<Record<ColumnType, string>>> = { DATE: '0001-01-01', TIMESTAMP: '0001-01-01' };

/** A cell that holds text, as in CSV: what a number, a date or a truth value is, its text decides. */
export const textCell = (text: string, { type }: RecordColumn): Cell => {
  const value = fromText(text, type);
  const earliest = EARLIEST[type];
  return {
    isNull: `${text} is null`,
    value,
    faithful:
      type === 'VARCHAR'
        ? `${text} is not null`
        : [
            `regexp_full_match(${text}, '${pattern(type)}')`,
            earliest ? `${value} >= ${type} '${earliest}'` : `${value} is not null`,
          ].join(' and '),
  };
};
