import { id, type Sql, sql } from '@assay/core';
import * as z from 'zod';
import { valueKind } from '../value-kind.ts';

const options = z.enum(['integer', 'decimal', 'float', 'boolean', 'date', 'timestamp']);
type Type = z.infer<typeof options>;

const DAY = '[0-9]{4}-[0-9]{2}-[0-9]{2}';

/** The engines' own casts differ in blanks, fractions and signs: the form is decided by a pattern. */
const FORMS: Readonly<Record<Type, string>> = {
  integer: '^[+-]?[0-9]{1,18}$',
  decimal: '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$',
  float: '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?$',
  boolean: '^([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$',
  date: `^${DAY}$`,
  timestamp: `^${DAY}[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$`,
};

const fails = (type: Type, column: string): Sql => {
  const unlike = sql`not regexp_like(${id(column)}, ${FORMS[type]})`;
  return type === 'date' || type === 'timestamp'
    ? sql`${unlike} or try_cast(substring(${id(column)}, 1, 10) as date) is null`
    : unlike;
};

export const parseable = valueKind({
  name: 'parseable',
  summary: 'Texts can be read as values of a type: 42, 4.2, 4e2, true, 2025-02-28, 2025-02-28 12:30:00.',
  on: 'text',
  options,
  wanted: (type) => `readable as ${type}`,
  fails: (type, { column }) => fails(type, column),
  examples: [
    {
      title: 'the 30th of February is no date',
      check: '- parseable: date\n  column: born',
      given: {
        'shop.people': { columns: 'born varchar', rows: '[[2024-02-29], [2025-02-30], [1.2.2025], [""], [null]]' },
      },
      gives: { status: 'fail', failing: 3, found: '3 of 4 values fail, 1 NULL not judged' },
    },
    {
      title: 'integers have no fraction and no blanks',
      check: '- parseable: integer\n  column: items',
      given: { 'shop.raw': { columns: 'items varchar', rows: '[["42"], ["-7"], ["4.0"], [" 4"], ["1e3"], [x]]' } },
      gives: { status: 'fail', failing: 4 },
    },
    {
      title: 'timestamps with and without a zone',
      check: '- parseable: timestamp\n  column: at',
      given: {
        'shop.raw': {
          columns: 'at varchar',
          rows: '[[2025-02-28 12:30:00], [2025-02-28T12:30:00.123Z], [2025-02-28T12:30+01:00]]',
        },
      },
      gives: { status: 'pass', failing: 0 },
    },
  ],
});
