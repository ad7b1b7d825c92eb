import type { Kind } from '../kind.ts';
import { absentFrom } from './absent-from.ts';
import { aggregate } from './aggregate.ts';
import { atLeastOne } from './at-least-one.ts';
import { between } from './between.ts';
import { columnCount } from './column-count.ts';
import { columnTypes } from './column-types.ts';
import { columns } from './columns.ts';
import { compare } from './compare.ts';
import { consistentCase } from './consistent-case.ts';
import { containsAll } from './contains-all.ts';
import { correlation } from './correlation.ts';
import { covers } from './covers.ts';
import { decreasing } from './decreasing.ts';
import { determines } from './determines.ts';
import { distinctCount } from './distinct-count.ts';
import { distinctShare } from './distinct-share.ts';
import { entropy } from './entropy.ts';
import { equalCardinality } from './equal-cardinality.ts';
import { equalsSet } from './equals-set.ts';
import { everyRow } from './every-row.ts';
import { exactlyOne } from './exactly-one.ts';
import { format } from './format.ts';
import { freshness } from './freshness.ts';
import { holds } from './holds.ts';
import { increasing } from './increasing.ts';
import { jsonSchema } from './json-schema.ts';
import { length } from './length.ts';
import { like } from './like.ts';
import { matches } from './matches.ts';
import { mostCommon } from './most-common.ts';
import { mutualInformation } from './mutual-information.ts';
import { noGaps } from './no-gaps.ts';
import { noOverlap } from './no-overlap.ts';
import { noneOf } from './none-of.ts';
import { notBlank } from './not-blank.ts';
import { notConstant } from './not-constant.ts';
import { notEmpty } from './not-empty.ts';
import { notInFuture } from './not-in-future.ts';
import { notNull } from './not-null.ts';
import { nullShare } from './null-share.ts';
import { oneOf } from './one-of.ts';
import { outliers } from './outliers.ts';
import { pairs } from './pairs.ts';
import { parseable } from './parseable.ts';
import { quantiles } from './quantiles.ts';
import { readyBy } from './ready-by.ts';
import { reconcile } from './reconcile.ts';
import { references } from './references.ts';
import { rowCount } from './row-count.ts';
import { rowSum } from './row-sum.ts';
import { rowsPerPeriod } from './rows-per-period.ts';
import { sameRows } from './same-rows.ts';
import { sampleRatio } from './sample-ratio.ts';
import { sequential } from './sequential.ts';
import { share } from './share.ts';
import { sql } from './sql.ts';
import { unique } from './unique.ts';
import { uniqueShare } from './unique-share.ts';
import { uniqueWithinRow } from './unique-within-row.ts';

/** Every kind there is; a test holds this list against the folder. */
export const kinds: readonly Kind[] = [
  absentFrom,
  aggregate,
  atLeastOne,
  between,
  columnCount,
  columnTypes,
  columns,
  compare,
  consistentCase,
  containsAll,
  correlation,
  covers,
  decreasing,
  determines,
  distinctCount,
  distinctShare,
  entropy,
  equalCardinality,
  equalsSet,
  everyRow,
  exactlyOne,
  format,
  freshness,
  holds,
  increasing,
  jsonSchema,
  length,
  like,
  matches,
  mostCommon,
  mutualInformation,
  noGaps,
  noOverlap,
  noneOf,
  notBlank,
  notConstant,
  notEmpty,
  notInFuture,
  notNull,
  nullShare,
  oneOf,
  outliers,
  pairs,
  parseable,
  quantiles,
  readyBy,
  reconcile,
  references,
  rowCount,
  rowSum,
  rowsPerPeriod,
  sameRows,
  sampleRatio,
  sequential,
  share,
  sql,
  unique,
  uniqueShare,
  uniqueWithinRow,
];
