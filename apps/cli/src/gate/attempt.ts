import { type Candidate, DataError, type Report, type Run, stoppable } from '@assay/core';
import { type Model, RawDataError } from '@assay/pipeline';
import { findChanges } from '../changes/find.ts';
import type { Effects } from '../effects.ts';
import type { Progress } from '../progress.ts';
import type { Blueprint } from '../project/blueprint.ts';
import { grounded, groundedOn } from '../project/ground.ts';
import type { LoadedProject } from '../project/load.ts';
import { together } from '../together.ts';
import { buildCandidate, countRows, publishedTables } from './build.ts';
import { makeAssay } from './check.ts';
import { observe } from './observe.ts';
import type { Raw } from './raw.ts';
import type { Told } from './report.ts';

export interface Attempt {
  readonly loaded: LoadedProject;
  readonly blueprint: Blueprint;
  readonly candidate: Candidate;
  readonly run: Run;
  /** What is loaded before anything is built; undefined for nothing. */
  readonly raw: Raw | undefined;
  /** What is built, in order. */
  readonly models: readonly Model[];
  /** The tables among them, where not all are built. */
  readonly selection: ReadonlySet<string> | undefined;
  /** Somebody else built the candidate. */
  readonly isAdopted: boolean;
  readonly paranoid: boolean;
  readonly progress: Progress;
  readonly effects: Effects;
}

export type Came = Pick<Told, 'blueprint' | 'built' | 'checked' | 'observed' | 'refusal' | 'changes'>;

const NOT_BUILT = { took: new Map<string, number>(), timings: [], statements: 0 };

/** Raw data that is too bad to build on is a verdict as well: it goes to page and mail like any other. */
const refused = async (error: unknown, { candidate, blueprint }: Attempt): Promise<Came> => {
  if (!(error instanceof DataError)) throw error;
  await candidate.mark('refused');
  const [first = '', ...more] = error.message.split('\n');
  const further = more.length > 0 ? ` (and ${more.length} more)` : '';
  const dataSets = error instanceof RawDataError ? error.dataSets : [];
  const quarantine = dataSets as Report['quarantine']; // the same shape, read-only
  return {
    blueprint,
    built: { ...NOT_BUILT, quarantine },
    refusal: `Refused: the raw data is bad. ${first}${further}`,
  };
};

/** The tables of an adopted candidate as what is compared with the publication. */
const comparedTables = ({ tables, models }: Blueprint) =>
  [...tables].map(([table, { grain }]) => {
    const [schema = '', name = ''] = table.split('.');
    return { schema, name, table, grain, figures: models.find((model) => model.table === table)?.figures };
  });

const whole = async (attempt: Attempt): Promise<Came> => {
  const { loaded, candidate, isAdopted, progress, effects } = attempt;
  const { session, before } = candidate;
  const ground = isAdopted ? groundedOn : grounded;
  const blueprint = await ground(attempt.blueprint, loaded, session);
  // A candidate of ours begins as a copy of what is published; one of others has to be held against it
  const last = isAdopted ? before && { dialect: session.dialect, query: session.query, ...before } : session;
  const published = last ? await countRows(last, publishedTables(blueprint, loaded)) : new Map<string, number>();
  const assay = makeAssay({
    ...{ loaded, blueprint, session, progress, published, runId: attempt.run.id, signal: effects.signal },
    ...{ now: effects.now(), piiKey: effects.env.ASSAY_PII_KEY },
    ...{ selection: attempt.selection, paranoid: attempt.paranoid },
  });
  const { models, raw } = attempt;
  const step = { loaded, blueprint, candidate, raw, models, progress, signal: effects.signal, sort: assay.sort };
  const built = isAdopted ? { ...NOT_BUILT, quarantine: [] } : await buildCandidate(step);
  const compare = async () => {
    const start = performance.now();
    const changes = await findChanges({
      ...{ session: stoppable(session, effects.signal), before, note: progress.note },
      models: isAdopted ? comparedTables(blueprint) : models,
    });
    return { changes, step: { step: 'compare', ms: Math.round(performance.now() - start) } };
  };
  // Three looks at the same state, none of which changes it
  const [checked, compared, observed] = await together([assay.judge(), compare(), observe(session, blueprint)]);
  const timings = [...built.timings, compared.step];
  return { blueprint, built: { ...built, timings }, checked, observed, changes: compared.changes };
};

/** Builds a candidate, or takes over somebody else's, and asks its checks. Publishes nothing. */
export const attempt = (options: Attempt): Promise<Came> => whole(options).catch((error) => refused(error, options));
