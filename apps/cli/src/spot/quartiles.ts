import type { Session } from '@assay/core';

const QUARTERS = [0.25, 0.5, 0.75];

/** By linear interpolation; null where there are no values. */
export interface Quartiles {
  readonly q25: number | null;
  readonly median: number | null;
  readonly q75: number | null;
}

interface Numbers {
  readonly from: string;
  /** The column, quoted. */
  readonly c: string;
  readonly filled: number;
  readonly distinct: number;
}

const ask = async (session: Session, figures: readonly string[], relation: string): Promise<number[]> => {
  const list = figures.map((figure, i) => `${figure} as v${i}`).join(', ');
  const { rows } = await session.query(`select ${list} from ${relation}`);
  return figures.map((_, i) => Number(rows[0]?.[`v${i}`]));
};

/** Counts each value and puts the few that there are in order. */
const fromCounts = async (session: Session, { from, c, filled }: Numbers): Promise<number[]> => {
  const places = QUARTERS.map((share) => share * (filled - 1));
  const valueAt = (rank: number) => `cast(min(case when upto > ${rank} then v end) as double)`;
  const ends = places.flatMap((place) => [valueAt(Math.floor(place)), valueAt(Math.ceil(place))]);
  const counted = `select ${c} as v, count(*) as n from ${from} where ${c} is not null group by ${c}`;
  const ranked = `(select v, sum(n) over (order by v) as upto from (${counted}) counted) ranked`;
  const found = await ask(session, ends, ranked);
  return places.map((place, i) => {
    const [low = 0, high = 0] = found.slice(2 * i, 2 * i + 2);
    const share = place % 1;
    return share === 0 ? low : low * (1 - share) + high * share;
  });
};

const fromRows = (session: Session, { from, c }: Numbers): Promise<number[]> =>
  ask(session, session.dialect.percentiles(`cast(${c} as double)`, QUARTERS), from);

/** In one statement: where nearly each value is another, counting them costs more than the engine's own way. */
export const quartiles = async (session: Session, numbers: Numbers): Promise<Quartiles> => {
  const { filled, distinct } = numbers;
  if (filled === 0) return { q25: null, median: null, q75: null };
  const [q25 = null, median = null, q75 = null] = await (distinct * 10 <= filled ? fromCounts : fromRows)(
    session,
    numbers,
  );
  return { q25, median, q75 };
};
