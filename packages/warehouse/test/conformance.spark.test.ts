import type { Session } from '@assay/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import cases from './conformance.json' with { type: 'json' };
import { describeOnSpark } from './spark/on-spark.ts';

describeOnSpark('a real Spark', (connect) => {
  let session: Session;
  beforeAll(async () => {
    session = await connect();
  });
  afterAll(() => session?.close());

  const written = async (text: string): Promise<string> => {
    const { rows } = await session.query(text);
    const value = (cell: unknown) => (cell === null ? 'NULL' : String(cell));
    return rows.map((row) => Object.values(row).map(value).join('|')).join(';');
  };

  describe.each([...new Set(cases.map(({ topic }) => topic))])(
    'gives, for SQL of %s, what DuckDB is held to:',
    (topic) => {
      it.each(cases.filter((one) => one.topic === topic))('$claim', async ({ sql, gives }) => {
        expect(await written(sql), sql).toBe(gives);
      });
    },
  );
});
