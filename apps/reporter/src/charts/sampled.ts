/** A point of a line by its place; nothing is known where `value` is null. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
}

/**
 * A picture holds no more points than it is wide: where there are more, each stretch of them gives its least and its
 * greatest, so that no peak is lost.
 */
export function sampled(values: readonly (number | null)[], most: number): Point[] {
  const points = values.map((value, at): Point => ({ at, value }));
  if (points.length <= most) return points;
  const stretch = Math.ceil((2 * points.length) / most);
  return Array.from({ length: Math.ceil(points.length / stretch) }, (_, i) => {
    const some = points.slice(i * stretch, (i + 1) * stretch);
    const known = some.filter(({ value }) => value !== null).sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
    return [known[0] ?? some[0], known.at(-1) ?? some[0]]
      .filter((point, k, both): point is Point => point !== undefined && both.indexOf(point) === k)
      .sort((a, b) => a.at - b.at);
  }).flat();
}
