import type { Problem } from '@assay/core';
import { closest, distance } from 'fastest-levenshtein';
import { brokenDates } from './faults/broken-dates.ts';
import { customersRegisteredTwice } from './faults/customers-registered-twice.ts';
import { damagedGzip } from './faults/damaged-gzip.ts';
import { doubledFile } from './faults/doubled-file.ts';
import { droppedDay } from './faults/dropped-day.ts';
import { duplicatedLines } from './faults/duplicated-lines.ts';
import type { Fault } from './faults/fault.ts';
import { futureDates } from './faults/future-dates.ts';
import { negativePrices } from './faults/negative-prices.ts';
import { nullKeys } from './faults/null-keys.ts';
import { orphanedCustomers } from './faults/orphaned-customers.ts';
import { swappedColumns } from './faults/swapped-columns.ts';
import { truncatedAtLineEnd } from './faults/truncated-at-line-end.ts';
import { truncatedFile } from './faults/truncated-file.ts';
import { wrongTotals } from './faults/wrong-totals.ts';

/** The faults that can be planted, by the name that `--plant` takes. */
export const faults: Readonly<Record<string, Fault>> = {
  null_keys: nullKeys,
  negative_prices: negativePrices,
  wrong_totals: wrongTotals,
  broken_dates: brokenDates,
  dropped_day: droppedDay,
  doubled_file: doubledFile,
  duplicated_lines: duplicatedLines,
  orphaned_customers: orphanedCustomers,
  customers_registered_twice: customersRegisteredTwice,
  swapped_columns: swappedColumns,
  future_dates: futureDates,
  truncated_file: truncatedFile,
  truncated_at_line_end: truncatedAtLineEnd,
  damaged_gzip: damagedGzip,
};

export interface Planted {
  readonly name: string;
  readonly fault: Fault;
  /** Of the records that could be hit, from above 0 to 1; undefined where the fault is all or nothing. */
  readonly share: number | undefined;
}

/** Reads `name` or `name:share`, with a problem for each that cannot be planted. */
export const plantedFaults = (texts: readonly string[]): { planted: Planted[]; problems: Problem[] } => {
  const planted: Planted[] = [];
  const problems: Problem[] = [];
  for (const text of texts) {
    const [name = '', given] = text.split(/:(.*)/s);
    const fault = Object.hasOwn(faults, name) ? faults[name] : undefined;
    const share = given === undefined ? fault?.share : Number(given);
    if (!fault) problems.push({ message: unknown(name) });
    else if (given !== undefined && fault.share === undefined)
      problems.push({ message: `${name} is planted once and takes no share; write --plant ${name}` });
    else if (given !== undefined && !(given.trim() !== '' && Number(given) > 0 && Number(given) <= 1))
      problems.push({
        message: `${given} is not a share of the records: write one above 0 and at most 1, such as ${name}:0.01`,
      });
    else if (planted.some((other) => other.name === name)) problems.push({ message: `${name} is planted twice` });
    else planted.push({ name, fault, share });
  }
  return { planted, problems };
};

const unknown = (name: string): string => {
  const names = Object.keys(faults);
  const near = closest(name, names);
  const hint = distance(name, near) <= 3 ? `did you mean ${near}?` : `there are ${names.join(', ')}`;
  return `no fault is called ${name}; ${hint}`;
};
