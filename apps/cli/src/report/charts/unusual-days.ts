/** A day that is far from the usual of its weekday. */
export interface UnusualDay {
  readonly x: string;
  readonly value: number;
  readonly usual: number;
}

/**
 * Days more than 4 robust deviations (MAD) from the median of their weekday, of which at least 8 days are needed.
 * Compared are square roots: on that scale a day that is lost lies as far off as one that is too good to be true.
 */
export function unusualDays(values: readonly (number | null)[], x: readonly string[]): UnusualDay[] {
  const weekday = (i: number): number => new Date(`${x[i]}T00:00:00Z`).getUTCDay();
  const byWeekday = new Map<number, number[]>();
  values.forEach((value, i) => {
    if (value !== null) byWeekday.set(weekday(i), [...(byWeekday.get(weekday(i)) ?? []), value]);
  });
  return values.flatMap((value, i) => {
    const peers = byWeekday.get(weekday(i)) ?? [];
    const usual = median(peers);
    const away = (peer: number): number => Math.abs(root(peer) - root(usual));
    const spread = 1.4826 * median(peers.map(away));
    if (value === null || peers.length < 8 || spread === 0 || away(value) <= 4 * spread) return [];
    return [{ x: x[i] ?? '', value, usual }];
  });
}

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

const root = (value: number): number => Math.sign(value) * Math.sqrt(Math.abs(value));
