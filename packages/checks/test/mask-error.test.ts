import { openDuckdb } from '@assay/warehouse';
import { expect, it } from 'vitest';
import { maskError, maskWith } from '../src/index.ts';

/** What DuckDB says of a query, masked as a verdict masks it. */
const told = async (query: string): Promise<string> => {
  const session = await openDuckdb({ path: ':memory:' });
  await session.execute(
    `create table people as select $$Ada O'Brien$$ as name, 4917612345678 as phone, 52000.5::decimal(18,2) as salary, 'ada@example.com' as email`,
  );
  const message = await session.query(query).then(
    () => 'it runs',
    ({ message: said }) => String(said),
  );
  await session.close();
  return maskError(message, new Set(['people', 'name', 'phone', 'salary', 'email']), maskWith());
};

it.each([
  [
    'cast(name as integer)',
    "Conversion Error: Could not convert string '•••' to INT32 when casting from source column name",
  ],
  ["cast('x' || name || ' \"or\" ' as date)", /^Conversion Error: invalid date field format: '•••', expected format/],
  [
    "cast(name || chr(10) || chr(10) || 'Maple Street' as integer)",
    /^Conversion Error: Could not convert string '•••' to INT32/,
  ],
  ["cast(name || chr(10) || 'LINE 1: Maple Street' as integer)", /^Conversion Error: Could not convert string '•••'/],
  ['cast(name as integer[])', /^Conversion Error: Type VARCHAR with value '•••' can't be cast to the destination type/],
  [
    'cast(phone as integer)',
    /^Conversion Error: Type INT64 with value ••• can't be cast because the value is out of range/,
  ],
  ['phone * phone', 'Out of Range Error: Overflow in multiplication of INT64 (•••)!'],
  ['abs(phone - 9223372036854775807 - 4917612345679)', 'Out of Range Error: Overflow on abs(•••)'],
  ['cast(salary as decimal(3,1))', /^Conversion Error: Casting value '•••' to type DECIMAL\(3,1\) failed/],
  ['cast(salary as tinyint)', /^Conversion Error: Failed to cast decimal value ••• to type INT8/],
  ["regexp_matches('a', email || '(')", 'Invalid Input Error: missing ): •••('],
  ['strptime(name, $$%Y$$)', /^Invalid Input Error: Could not parse string '•••'/],
  ['emial', /^Binder Error: Referenced column "emial" not found in FROM clause!\s+Candidate bindings: "email"/],
])('an error of the engine on %s tells no value, and keeps names and types', async (expression, said) => {
  const text = await told(`select ${expression} from people`);
  if (typeof said === 'string') expect(text).toBe(said);
  else expect(text).toMatch(said);
  expect(text).not.toMatch(/Brien|Ada|Maple|4917|52000|example/);
});

it('of Spark keeps the types', () => {
  const spark = `[CAST_INVALID_INPUT] The value 'Ada O'Brien' of the type "STRING" cannot be cast to "BIGINT" because it is malformed.`;
  expect(maskError(spark, new Set(), maskWith())).toBe(
    `[CAST_INVALID_INPUT] The value '•••' of the type "STRING" cannot be cast to "BIGINT" because it is malformed.`,
  );
});
