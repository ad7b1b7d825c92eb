import * as z from 'zod';
import { reason } from '../contract/sentence.ts';
import { kind } from '../kind.ts';
import { counted } from '../wording.ts';

const options = z.strictObject({
  may_be_empty: reason.optional().describe('why the table may have no rows'),
  before: z.int().optional().describe('its rows in the last publication'),
});

export const notEmpty = kind({
  name: 'not_empty',
  summary: 'The table has rows; every table is asked this without being told to.',
  nulls: 'Rows are counted, whatever they hold.',
  dimension: 'completeness',
  on: 'table',
  filters: false,
  judgesEmpty: true,
  options,
  claim: () => 'the table has rows',
  measure: () => ({ rows: { shape: 'rows' } }),
  judge: ({ rows }, { may_be_empty, before = 0 }) => {
    if (rows === 0 && may_be_empty !== undefined && before === 0) return { skip: `no rows: ${may_be_empty}` };
    return {
      holds: rows > 0,
      judged: rows,
      found: counted(rows, 'row'),
      wanted:
        before > 0
          ? `rows; the last publication had ${counted(before, 'row')}`
          : 'rows, or may_be_empty: with a reason',
    };
  },
  examples: [
    {
      title: 'an empty table fails',
      check: '- not_empty: {}',
      given: { 'shop.orders': { columns: 'order_id bigint', rows: '[]' } },
      gives: { status: 'fail', found: '0 rows' },
    },
    {
      title: 'unless it may be empty and was',
      check: '- not_empty: { may_be_empty: no campaigns yet }',
      given: { 'shop.campaigns': { columns: 'campaign_id bigint', rows: '[]' } },
      gives: { status: 'skip' },
    },
    {
      title: 'but what had rows may not lose them all',
      check: '- not_empty: { may_be_empty: no campaigns yet, before: 12 }',
      given: { 'shop.campaigns': { columns: 'campaign_id bigint', rows: '[]' } },
      gives: { status: 'fail' },
    },
    {
      title: 'one row is enough, whatever it holds',
      check: '- not_empty: {}',
      given: { 'shop.orders': { columns: 'order_id bigint', rows: '[[null]]' } },
      gives: { status: 'pass', found: '1 row' },
    },
  ],
});
