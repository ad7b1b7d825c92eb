import { sqlName } from '../sql-name.ts';
import type { ColumnType, Property, RecordColumn } from './data-set.ts';

/** The keyword by which a property says which column of the file it is. */
export const SOURCE = 'x-column';

const JSON_TYPES = ['string', 'number', 'integer', 'boolean'] as const;

const FORMAT_TYPES: Readonly<Record<string, ColumnType>> = { date: 'DATE', 'date-time': 'TIMESTAMP' };

const numberType = (step: unknown): ColumnType => {
  const decimals = [1, 2, 3, 4, 5, 6].find((places) => Number(`1e-${places}`) === step);
  return decimals === undefined ? 'DOUBLE' : `DECIMAL(18,${decimals})`;
};

const columnType = (json: RecordColumn['json'], { format, multipleOf }: Property): ColumnType => {
  if (json === 'boolean') return 'BOOLEAN';
  if (json === 'integer') return 'BIGINT';
  if (json === 'number') return numberType(multipleOf);
  return FORMAT_TYPES[String(format)] ?? 'VARCHAR';
};

/**
 * The bronze column of a property, or undefined when it is none: one of string, number, integer and boolean, or one of
 * them and null. Dates and instants are typed by `format`, decimals by `multipleOf`; other numbers are doubles.
 */
export const toColumn = (key: string, property: Property, required: boolean): RecordColumn | undefined => {
  const types = [property.type].flat();
  const [only, ...more] = JSON_TYPES.filter((type) => types.includes(type));
  const nullable = types.includes('null');
  if (only === undefined || more.length > 0 || types.length !== (nullable ? 2 : 1)) return undefined;
  const said = property[SOURCE];
  const source = typeof said === 'string' ? said : key;
  return {
    name: sqlName(key) ?? '',
    key,
    source,
    type: columnType(only, property),
    json: only,
    nullable,
    required,
    property,
  };
};
