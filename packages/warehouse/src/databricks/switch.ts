import { type Publication, type Session, UnavailableError, UserError } from '@assay/core';
import { StatementError } from './errors.ts';
import { type Attempt, candidateOf, type Past, type Published, publicationOf, type States, tell } from './events.ts';

export interface Place {
  readonly session: Session;
  readonly catalog: string;
}

/** How the rows of a candidate become those that people see. */
export interface Way {
  /** Only what changed may be built, and merged into what is published. */
  readonly mergesDeltas: boolean;
  /** What each table is now, so that it can be that again; null where it is not there. */
  statesOf(place: Place, tables: readonly string[]): Promise<States>;
  publish(place: Place, attempt: Attempt, settling: Settling): Promise<void>;
  /** Makes each table what it was. */
  restore(place: Place, states: States): Promise<void>;
}

/** A catalog, and the way in which sets are published there. */
export interface Publishing extends Place {
  readonly way: Way;
}

export interface Settling {
  readonly past: Past;
  /** An earlier run has begun it. */
  readonly begun: boolean;
}

/** Makes every table what it was before the attempt. */
const undo = async (place: Publishing, attempt: Attempt): Promise<void> => {
  const now = await place.way.statesOf(place, Object.keys(attempt.before));
  const changed = Object.entries(attempt.before).filter(([table, state]) => now[table] !== state);
  await place.way.restore(place, Object.fromEntries(changed));
  await tell(place.session, place.catalog, { kind: 'undone', said: { run: attempt.run } });
};

const settle = async (place: Publishing, attempt: Attempt, { past, begun }: Settling): Promise<Published> => {
  if (attempt.kind === 'publish') await place.way.publish(place, attempt, { past, begun });
  else await place.way.restore(place, attempt.to);
  const changed = await place.way.statesOf(place, Object.keys(attempt.before));
  const { run, asOf, publishedAt } = attempt;
  const verdict = candidateOf(past, run)?.state;
  const versions = { ...past.publications[0]?.versions, ...changed };
  const said = { run, asOf, publishedAt, versions, ...(verdict ? { verdict } : {}) };
  await tell(place.session, place.catalog, { kind: 'published', said });
  return said;
};

/**
 * Makes a set visible under the journal: all at one moment where the platform allows it, else table by table; readers
 * of each table see its old rows or its new ones.
 * When it cannot be done it is undone at once; when that is not possible either, the next run does one or the other.
 */
export const switchSet = async (place: Publishing, attempt: Attempt, past: Past): Promise<Publication> => {
  await tell(place.session, place.catalog, { kind: 'begun', said: attempt });
  try {
    return publicationOf(await settle(place, attempt, { past, begun: false }));
  } catch (error) {
    const undone = await undo(place, attempt).then(
      () => true,
      () => false,
    );
    const why = error instanceof Error ? error.message : String(error);
    throw new UnavailableError(
      undone
        ? `run ${attempt.run} was not published and nothing has changed: ${why}`
        : `run ${attempt.run} is published in part: ${why}. The next assay gate finishes it, assay rollback undoes it`,
      { cause: error },
    );
  }
};

/** Brings a set that was left half-way to one state: to its end, or back where it came from. */
export const recover = async (place: Publishing, past: Past, how: 'finish' | 'undo'): Promise<string | undefined> => {
  const { unfinished } = past;
  if (!unfinished) return undefined;
  if (how === 'finish') {
    try {
      await settle(place, unfinished, { past, begun: true });
      return `finished the ${unfinished.kind} of run ${unfinished.run} that was cut short`;
    } catch (error) {
      if (!(error instanceof StatementError || error instanceof UserError)) throw error;
    }
  }
  await undo(place, unfinished);
  return `undid the ${unfinished.kind} of run ${unfinished.run} that was cut short`;
};
