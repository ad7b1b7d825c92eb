import { type Answer, type AskOptions, CancelledError, type SentStatement } from '@assay/core';
import { databricksDialect as dialect } from './dialect.ts';

/** A statement that was sent; the id is empty until the server has given one. */
export interface Sent {
  id: string;
  rows: number | null;
}

/** Records of the past are not worth waiting for. */
const PATIENCE = 10_000;

const number = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

/**
 * What the statements have cost, where `system.query.history` is there, readable, and up to date: it may lag behind by
 * an hour. Where it is not, the statements stand there with their ids alone.
 */
export const withCosts = async (
  sent: readonly Sent[],
  query: (text: string, ask: AskOptions) => Promise<Answer>,
): Promise<SentStatement[]> => {
  const known = sent.filter(({ id }) => id !== '').map((record) => ({ ...record }));
  const ids = known.map(({ id }) => dialect.literal(id)).join(', ') || 'NULL';
  const { rows } = await query(
    `select cast(statement_id as string) as id, cast(read_bytes as string) as bytes,
            cast(total_task_duration_ms as string) as ms
     from system.query.history where start_time > current_timestamp() - interval 1 day and statement_id in (${ids})`,
    { timeout: PATIENCE },
  ).catch((error) => {
    if (error instanceof CancelledError) throw error;
    return { rows: [] };
  });
  const costs = new Map(rows.map(({ id, bytes, ms }) => [id, { bytes: number(bytes), ms: number(ms) }]));
  return known.map((record) => ({ ...record, ...(costs.get(record.id) ?? { bytes: null, ms: null }) }));
};
