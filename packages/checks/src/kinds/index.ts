import type { Kind } from '../kind.ts';
import { between } from './between.ts';
import { freshness } from './freshness.ts';
import { holds } from './holds.ts';
import { matches } from './matches.ts';
import { noGaps } from './no-gaps.ts';
import { notEmpty } from './not-empty.ts';
import { notNull } from './not-null.ts';
import { oneOf } from './one-of.ts';
import { reconcile } from './reconcile.ts';
import { references } from './references.ts';
import { rowCount } from './row-count.ts';
import { share } from './share.ts';
import { sql } from './sql.ts';
import { unique } from './unique.ts';

/** Every kind there is; a test holds this list against the folder. */
export const kinds: readonly Kind[] = [
  between,
  freshness,
  holds,
  matches,
  noGaps,
  notEmpty,
  notNull,
  oneOf,
  reconcile,
  references,
  rowCount,
  share,
  sql,
  unique,
];
