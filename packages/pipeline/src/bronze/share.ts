import type { LoadedDataSet } from './quarantine.ts';

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

export interface Worst {
  readonly field: string | null;
  readonly reason: string;
  readonly records: number;
  /** The first such record, as `file:record`. */
  readonly example: string;
}

/** The sentence that refuses a data set of which too many records are bad; undefined where not too many are. */
export const compareShare = (
  { data_set, bad, records }: LoadedDataSet,
  worst: Worst | undefined,
  { atMost, folder }: { readonly atMost: number; readonly folder: string },
): string | undefined => {
  if (worst === undefined || bad <= atMost * records) return undefined;
  const reason = [worst.field, worst.reason].filter((part) => part !== null).join(' ');
  return (
    `${data_set}: ${bad} of ${records} records are bad (${percent(bad / records)}, at most ${percent(atMost)} may be); ` +
    `${worst.records} because: ${reason}, such as ${folder}/${worst.example}; all are in quarantine.${data_set}`
  );
};
