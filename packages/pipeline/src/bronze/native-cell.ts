import type { Cell } from './cell.ts';
import type { RecordColumn } from './data-set.ts';
import { textCell } from './text-cell.ts';

const WHOLE = /^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/;
const DECIMAL = /^DECIMAL\(\d+,(\d+)\)$/;

/** Up to here a double holds every number of so many decimals. */
const bound = (decimals: number): string => `1e${15 - decimals}`;

const wholeNumber = (name: string, type: string): Cell => {
  const value = `try_cast(${name} as bigint)`;
  const small = `${name} between -1e15 and 1e15`;
  return {
    isNull: `${name} is null`,
    value,
    faithful: WHOLE.test(type) ? small : `${small} and ${name} = floor(${name})`,
  };
};

const number = (name: string, { type: wanted }: RecordColumn, type: string): Cell => {
  const decimals = Number(DECIMAL.exec(wanted)?.[1] ?? 0);
  const places = WHOLE.test(type) ? 0 : Number(DECIMAL.exec(type)?.[1]);
  const value = `try_cast(${name} as ${wanted})`;
  const limit = bound(Math.max(decimals, places || 0));
  const small = `${name} > -${limit} and ${name} < ${limit}`;
  const same = `cast(${value} as double) = cast(${name} as double)`;
  return { isNull: `${name} is null`, value, faithful: places <= decimals ? small : `${small} and ${same}` };
};

const YEARS = {
  DATE: `between date '0001-01-01' and date '9999-12-31'`,
  TIMESTAMP: `between timestamp '0001-01-01' and timestamp '9999-12-31 23:59:59'`,
};

const temporal = (name: string, wanted: 'DATE' | 'TIMESTAMP'): Cell => {
  const value = `try_cast(${name} as ${wanted})`;
  return { isNull: `${name} is null`, value, faithful: `${value} ${YEARS[wanted]}` };
};

/** A column of a Parquet file; undefined where its type cannot be what the schema wants. */
export const nativeCell = (name: string, column: RecordColumn, type: string): Cell | undefined => {
  const numeric = WHOLE.test(type) || DECIMAL.test(type) || type === 'DOUBLE' || type === 'FLOAT';
  if (column.json === 'integer') return numeric ? wholeNumber(name, type) : undefined;
  if (column.json === 'number') return numeric ? number(name, column, type) : undefined;
  if (column.json === 'boolean')
    return type === 'BOOLEAN' ? { isNull: `${name} is null`, value: name, faithful: `${name} is not null` } : undefined;
  if (type === 'VARCHAR') return textCell(name, column);
  if (column.type === 'DATE') return type === 'DATE' ? temporal(name, 'DATE') : undefined;
  if (column.type === 'TIMESTAMP') return /^TIMESTAMP|^DATE$/.test(type) ? temporal(name, 'TIMESTAMP') : undefined;
  return undefined;
};
