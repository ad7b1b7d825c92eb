import type { Dialect } from '@assay/core';
import type { Cell } from './cell.ts';
import { SOURCE } from './columns.ts';
import type { DataSet, RecordColumn } from './data-set.ts';

interface Keyword {
  /** The typed value that the keyword judges, as SQL. */
  readonly value: string;
  readonly operand: unknown;
  readonly column: RecordColumn;
  readonly dialect: Dialect;
}

/** A keyword as SQL, or undefined where the engine cannot be trusted to mean the same. */
type Translate = (keyword: Keyword) => string | undefined;

/** Both sides as doubles, because those are what ajv compares. */
const compare =
  (operator: string): Translate =>
  ({ value, operand, dialect }) =>
    typeof operand === 'number'
      ? `cast(${value} as double) ${operator} ${dialect.literal(operand)}::double`
      : undefined;

const length =
  (operator: string): Translate =>
  ({ value, operand, column }) =>
    column.type === 'VARCHAR' && Number.isInteger(operand) ? `length(${value}) ${operator} ${operand}` : undefined;

/** The part of the pattern language that JavaScript and RE2 read alike: no dot, no look-around, no back-reference. */
const COMMON_PATTERN =
  /^(?:[\w @:,;/%#&=!<>~'")|^$-]|\((?!\?)|\\[dw.]|\[\^?[\w .@:/-]+\]|[*+?]|\{\d{1,2}(?:,\d{0,2})?\})*$/;

const pattern: Translate = ({ value, operand, column, dialect }) =>
  column.type === 'VARCHAR' && typeof operand === 'string' && COMMON_PATTERN.test(operand)
    ? `regexp_matches(${value}, ${dialect.literal(operand)})`
    : undefined;

const oneOf: Translate = ({ value, operand, column, dialect }) => {
  const values = Array.isArray(operand) ? operand.filter((one) => one !== null) : [];
  if (values.length === 0) return undefined;
  if (column.type === 'VARCHAR' && values.every((one) => typeof one === 'string'))
    return `${value} in (${values.map(dialect.literal).join(', ')})`;
  if (values.every((one) => typeof one === 'number'))
    return `cast(${value} as double) in (${values.map((one) => `${dialect.literal(one)}::double`).join(', ')})`;
  return undefined;
};

const multipleOf: Translate = ({ value, operand, column }) => {
  if (column.type.startsWith('DECIMAL')) return 'true';
  return column.type === 'BIGINT' && Number.isInteger(operand) ? `${value} % ${operand} = 0` : undefined;
};

const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  minimum: compare('>='),
  maximum: compare('<='),
  exclusiveMinimum: compare('>'),
  exclusiveMaximum: compare('<'),
  minLength: length('>='),
  maxLength: length('<='),
  pattern,
  enum: oneOf,
  const: (keyword) => oneOf({ ...keyword, operand: [keyword.operand] }),
  multipleOf,
  format: ({ operand }) => (operand === 'date' || operand === 'date-time' ? 'true' : undefined),
};

const SILENT = new Set(['type', 'title', 'description', '$comment', 'examples', 'default', SOURCE]);

/** JSON knows no null among the values of these, even where the type allows it. */
const LISTS_VALUES = ['enum', 'const'];

const clearCell = (cell: Cell, column: RecordColumn, dialect: Dialect): string => {
  const keywords = Object.entries(column.property).filter(([keyword]) => !SILENT.has(keyword));
  const translated = keywords.map(([keyword, operand]) =>
    TRANSLATIONS[keyword]?.({ value: cell.value, operand, column, dialect }),
  );
  const present = translated.includes(undefined) ? 'false' : [cell.faithful, ...translated].join(' and ');
  const listed = keywords.some(([keyword]) => LISTS_VALUES.includes(keyword));
  const mayBeNull = column.nullable ? !listed : !column.required;
  return mayBeNull ? `(${cell.isNull} or (${present}))` : `(${present})`;
};

/**
 * SQL that is true only for records that ajv accepts and whose typed values are the record's own, derived from the schema
 * alone. It is not the converse: what it does not understand it leaves to ajv by not being true.
 */
export const clearPredicate = (dataSet: DataSet, cells: ReadonlyMap<string, Cell>, dialect: Dialect): string => {
  if (dataSet.judgesWhole) return 'false';
  const clear = dataSet.columns.map((column) => {
    const cell = cells.get(column.name);
    if (cell) return clearCell(cell, column, dialect);
    return column.required ? 'false' : 'true';
  });
  return clear.join(' and ') || 'true';
};
