import { setTimeout as sleep } from 'node:timers/promises';
import { type Session, UnavailableError } from '@assay/core';
import { databricksDialect as dialect } from './dialect.ts';
import { StatementError } from './errors.ts';
import { OWN_SCHEMA } from './events.ts';
import { REPEATABLE_HINT } from './repeatable.ts';

export interface LeaseOptions {
  readonly session: Session;
  readonly catalog: string;
  /** Who asks: one run of one process. */
  readonly holder: string;
  /** Seconds to wait for another writer. */
  readonly wait: number;
  readonly onWait?: ((message: string) => void) | undefined;
  /** Seconds after which a holder that is silent has died. */
  readonly silence: number;
}

/** The writer's place: one holder at a time, by the server's clock, kept by saying so again and again. */
export interface Lease {
  /** Throws when another has taken the place. */
  check(): Promise<void>;
  release(): Promise<void>;
}

const PAUSE = 1000;

/** Two writers at once: Delta lets one commit and tells the other. */
const isConflict = (error: unknown): boolean =>
  error instanceof StatementError && /CONCURRENT|CONFLICT|DELTA_.*(APPEND|DELETE)/.test(error.condition);

export const createLease = async (session: Session, catalog: string): Promise<void> => {
  const table = [catalog, OWN_SCHEMA, 'writer'].map(dialect.id).join('.');
  await session.execute(`create table if not exists ${table} (holder string, who string, seen timestamp)`);
  await session.execute(
    `${REPEATABLE_HINT} merge into ${table} using (select 1) on true when not matched then insert (holder, who, seen) values (null, null, null)`,
  );
};

/** Takes the writer's place, or throws `UnavailableError` when it stays taken. */
export const takeLease = async (options: LeaseOptions): Promise<Lease> => {
  const { session, catalog, silence, wait, onWait } = options;
  const table = [catalog, OWN_SCHEMA, 'writer'].map(dialect.id).join('.');
  const me = dialect.literal(options.holder);

  const holds = async () => {
    const { rows } = await session.query(
      `select cast(holder as string) as holder, cast(who as string) as who,
              cast(unix_timestamp(current_timestamp()) - unix_timestamp(seen) as int) as age from ${table}`,
    );
    const { holder, who, age } = rows[0] ?? {};
    return { isThere: rows.length > 0, mine: holder === options.holder, holder, who, age };
  };
  const claim = (condition: string) =>
    session
      .execute(
        `${REPEATABLE_HINT} update ${table} set holder = ${me}, who = current_user(), seen = current_timestamp() where ${condition}`,
      )
      .catch((error) => {
        if (!isConflict(error)) throw error;
      });
  const take = async () => {
    const claimed = async () => {
      await claim(`holder is null or holder = ${me} or seen < current_timestamp() - interval ${silence} seconds`);
      return holds();
    };
    const found = await claimed();
    if (found.isThere) return found;
    await createLease(session, catalog); // who made the table died before there was a place in it
    return claimed();
  };

  const until = performance.now() + wait * 1000;
  let found = await take();
  if (!found.mine)
    onWait?.(`${found.who} is at work as run ${found.holder} (seen ${found.age} s ago); waiting ${wait} s`);
  while (!found.mine && performance.now() < until) {
    await sleep(PAUSE);
    found = await take();
  }
  if (!found.mine)
    throw new UnavailableError(
      `another run is at work: ${found.holder} by ${found.who}, seen ${found.age} s ago; wait for it, or until it has been silent for ${silence} s`,
    );
  let beat: Promise<void> = Promise.resolve();
  const pulse = setInterval(
    () => {
      beat = claim(`holder = ${me}`).catch(() => {});
    },
    (silence * 1000) / 4,
  );
  pulse.unref();
  return {
    check: async () => {
      const { mine, holder, who } = await holds();
      if (!mine) throw new UnavailableError(`the writer's place was lost to run ${holder} by ${who}; run again`);
    },
    release: async () => {
      clearInterval(pulse);
      await beat; // two updates at once would conflict, and the place stay taken
      await session
        .execute(`${REPEATABLE_HINT} update ${table} set holder = null where holder = ${me}`)
        .catch(() => {}); // who waits takes the place when it has been silent for long enough
    },
  };
};
