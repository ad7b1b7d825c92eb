import { compareShare, type Percentage, shareText } from '@assay/core';
import type { LoadedDataSet } from './quarantine.ts';

const spaced = (percentage: Percentage): string => percentage.replace('%', ' %');

export interface Worst {
  readonly field: string | null;
  readonly reason: string;
  readonly records: number;
  /** The first such record, as `file:record`. */
  readonly example: string;
}

/** The sentence that refuses a data set of which too many records are bad; undefined where not too many are. */
export const refusedShare = (
  { data_set, bad, records }: LoadedDataSet,
  worst: Worst | undefined,
  { atMost, folder }: { readonly atMost: Percentage; readonly folder: string },
): string | undefined => {
  const share = { part: bad, whole: records };
  if (worst === undefined || compareShare(share, atMost) <= 0) return undefined;
  const reason = [worst.field, worst.reason].filter((part) => part !== null).join(' ');
  return (
    `${data_set}: ${bad} of ${records} records are bad (${spaced(shareText(share, [atMost]))}, at most ${spaced(atMost)} may be); ` +
    `${worst.records} because: ${reason}, such as ${folder}/${worst.example}; all are in quarantine.${data_set}`
  );
};
