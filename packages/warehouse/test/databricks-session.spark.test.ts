import type { Session } from '@assay/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnSpark } from './spark/on-spark.ts';

describeOnSpark('a session through the Databricks driver', (connect) => {
  let session: Session;
  beforeAll(async () => {
    session = await connect();
    await session.execute('create schema if not exists bakery');
  });
  afterAll(async () => {
    await session?.execute('drop schema if exists bakery cascade');
    await session?.close();
  });

  it('hands decimals, big integers, dates and timestamps over as strings, without loss', async () => {
    const { columns, rows } = await session.query(
      `select cast('12345678901234567.89' as decimal(19,2)) as money, 9007199254740993 as big, 7 as small,
              cast(0.1 as double) + cast(0.2 as double) as half, date '2026-01-31' as d,
              timestamp '2026-01-31 10:00:00' as ts, timestamp '2026-01-31 10:00:00.123456' as micro,
              cast(null as decimal(18,2)) as nothing, true as yes, 'naïve 日本' as words`,
    );
    expect(rows).toEqual([
      {
        money: '12345678901234567.89',
        big: '9007199254740993',
        small: 7,
        half: 0.30000000000000004,
        d: '2026-01-31',
        ts: '2026-01-31 10:00:00',
        micro: '2026-01-31 10:00:00.123456',
        nothing: null,
        yes: true,
        words: 'naïve 日本',
      },
    ]);
    expect(columns.slice(0, 3)).toEqual([
      { name: 'money', type: 'decimal(19,2)' },
      { name: 'big', type: 'bigint' },
      { name: 'small', type: 'int' },
    ]);
  });

  it('asks a query of casts once, any other query after asking for its types', async () => {
    const before = session.statements;
    await session.query('select cast(count(*) as string) as m0, cast(max(id) as double) as `m 1` from range(3)');
    expect(session.statements - before).toBe(1);
    await session.query('select max(id) as m from range(3)');
    expect(session.statements - before).toBe(3);
  });

  it('keeps the order of rows that it casts', async () => {
    const { rows } = await session.query('select id from range(500) order by id desc');
    expect(rows.map(({ id }) => Number(id))).toEqual(Array.from({ length: 500 }, (_, i) => 499 - i));
  });

  it.each(["it's", 'back\\slash', "\\'; drop table x; --", '"double" `tick`', 'new\nline', 'naïve 日本 🥐', '%_\\_'])(
    'gives back the text %j that it wrote as a literal',
    async (text) => {
      const { rows } = await session.query(`select ${session.dialect.literal(text)} as given`);
      expect(rows).toEqual([{ given: text }]);
    },
  );

  it('lists tables and views with their columns in order', async () => {
    const t = session.physical('pantry', 'odd_name');
    await session.execute('create schema if not exists pantry');
    await session.execute(`create or replace table ${t} (\`z-z\` int, a decimal(18,2), b timestamp) cluster by (a)`);
    await session.execute(`create or replace view pantry.v as select cast(1 as bigint) as one`);
    expect(await session.catalog(['pantry'])).toEqual(
      new Map([
        [
          'pantry.odd_name',
          [
            { name: 'z-z', type: 'int' },
            { name: 'a', type: 'decimal(18,2)' },
            { name: 'b', type: 'timestamp' },
          ],
        ],
        ['pantry.v', [{ name: 'one', type: 'bigint' }]],
      ]),
    );
    expect(await session.catalog(['nowhere'])).toEqual(new Map());
  });

  it.each([
    ['select nope from range(1)', 'UNRESOLVED_COLUMN', /`nope` cannot be resolved/],
    ['selec 1', 'PARSE_SYNTAX_ERROR', /Syntax error at or near 'selec'/],
    ['select 1/0 as x', 'DIVIDE_BY_ZERO', /^Division by zero/],
    [
      'create table bakery.t as select 1 as `a b`',
      'DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES',
      /names of your schema. Invalid column names: a b\./,
    ],
    ['select * from bakery.missing', 'TABLE_OR_VIEW_NOT_FOUND', /`bakery`.`missing` cannot be found/],
  ])('says in one sentence what is wrong with %s', async (text, condition, sentence) => {
    const error = await session.execute(text).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'StatementError', message: expect.stringMatching(sentence) });
    expect(error.condition).toContain(condition);
    expect(error.message).not.toMatch(/\n|org\.apache|at line/);
  });

  const SLOW = 'select sum(id % 7) as n from range(1000000000000)';

  it('stops a statement that takes longer than it may, and goes on', async () => {
    await expect(session.execute(SLOW, { timeout: 300 })).rejects.toMatchObject({
      name: 'UnavailableError',
      message: expect.stringContaining('300 ms'),
    });
    expect((await session.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('stops a statement when the user does', async () => {
    const controller = new AbortController();
    const asked = session.execute(SLOW, { signal: controller.signal });
    setTimeout(() => controller.abort(), 300);
    await expect(asked).rejects.toMatchObject({ name: 'CancelledError' });
  });

  it('answers many statements at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => session.query(`select cast(${i} as string) as i`)),
    );
    expect(answers.map(({ rows }) => rows[0]?.i)).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));
  });
});
