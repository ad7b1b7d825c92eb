import type { Kind } from '../kind.ts';
import { aggregate } from './aggregate.ts';
import { between } from './between.ts';
import { containsAll } from './contains-all.ts';
import { determines } from './determines.ts';
import { distinctCount } from './distinct-count.ts';
import { exactlyOne } from './exactly-one.ts';
import { format } from './format.ts';
import { freshness } from './freshness.ts';
import { holds } from './holds.ts';
import { increasing } from './increasing.ts';
import { length } from './length.ts';
import { matches } from './matches.ts';
import { noGaps } from './no-gaps.ts';
import { noOverlap } from './no-overlap.ts';
import { noneOf } from './none-of.ts';
import { notBlank } from './not-blank.ts';
import { notEmpty } from './not-empty.ts';
import { notInFuture } from './not-in-future.ts';
import { notNull } from './not-null.ts';
import { nullShare } from './null-share.ts';
import { oneOf } from './one-of.ts';
import { reconcile } from './reconcile.ts';
import { references } from './references.ts';
import { rowCount } from './row-count.ts';
import { sameRows } from './same-rows.ts';
import { share } from './share.ts';
import { sql } from './sql.ts';
import { unique } from './unique.ts';

/** Every kind there is; a test holds this list against the folder. */
export const kinds: readonly Kind[] = [
  aggregate,
  between,
  containsAll,
  determines,
  distinctCount,
  exactlyOne,
  format,
  freshness,
  holds,
  increasing,
  length,
  matches,
  noGaps,
  noOverlap,
  noneOf,
  notBlank,
  notEmpty,
  notInFuture,
  notNull,
  nullShare,
  oneOf,
  reconcile,
  references,
  rowCount,
  sameRows,
  share,
  sql,
  unique,
];
