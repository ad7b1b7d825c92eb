import type { Problem, Verdict } from '@assay/core';
import * as z from 'zod';
import { reason, sentence } from './contract/sentence.ts';
import { readYaml } from './contract/yaml-file.ts';
import { suggestion } from './names.ts';

/** Somebody's word that a failing check need not block, until a day. */
export interface Waiver {
  readonly check: string;
  readonly who: string;
  readonly why: string;
  readonly until: string;
}

const file = z.strictObject({
  waivers: z.array(
    z.strictObject({
      check: sentence.describe('the id of the check, as reports print it'),
      who: sentence,
      why: reason,
      until: z.iso.date('a day such as 2026-01-31').describe('the last day on which it is waived'),
    }),
  ),
});

const ANNOUNCED_DAYS = 7;

/** Reads `waivers.yml`, and holds the ids in it against the checks there are. */
export const parseWaivers = (
  source: { readonly file: string; readonly text: string },
  checkIds?: readonly string[],
): { waivers: readonly Waiver[]; problems: readonly Problem[] } => {
  if (source.text.trim() === '') return { waivers: [], problems: [] };
  const { read, problems } = readYaml(source, file);
  if (!read) return { waivers: [], problems };
  const unknown = read.value.waivers.flatMap(({ check }, i) =>
    checkIds && !checkIds.includes(check)
      ? [{ message: `there is no check ${check}${suggestion(check, checkIds)}`, ...read.at('waivers', i, 'check') }]
      : [],
  );
  return { waivers: read.value.waivers, problems: unknown };
};

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The waiver of a check as the report shows it. */
export const waiverOf = (
  id: string,
  { waivers = [], today }: { readonly waivers?: readonly Waiver[] | undefined; readonly today?: string | undefined },
): Verdict['waiver'] => {
  const waiver = waivers.filter(({ check }) => check === id).sort((a, b) => b.until.localeCompare(a.until))[0];
  if (!waiver) return null;
  const { who, why, until } = waiver;
  const left = today === undefined ? 0 : daysBetween(today, until);
  return { who, why, until, state: left < 0 ? 'expired' : left <= ANNOUNCED_DAYS ? 'ends soon' : 'active' };
};

/** Whether a verdict keeps the set from being published. */
export const blocks = ({ status, severity, waiver }: Pick<Verdict, 'status' | 'severity' | 'waiver'>): boolean =>
  status === 'fail' && severity === 'error' && (waiver === null || waiver.state === 'expired');
