const LINE_HEIGHT = 15;

/** Places labels that want to stand at these heights (px from the top) one below another, within the bounds, in their order. */
export function endLabels(wanted: readonly number[], { from, to }: { from: number; to: number }): number[] {
  const order = wanted.map((at, i) => ({ at, i })).sort((a, b) => a.at - b.at || a.i - b.i);
  const placed: number[] = [];
  for (const { at } of order)
    placed.push(Math.max(at, from, (placed.at(-1) ?? Number.NEGATIVE_INFINITY) + LINE_HEIGHT));
  let below = to + LINE_HEIGHT;
  for (let k = placed.length - 1; k >= 0; k--) {
    below = Math.min(placed[k] ?? 0, below - LINE_HEIGHT);
    placed[k] = below;
  }
  const result: number[] = [];
  order.forEach(({ i }, k) => {
    result[i] = placed[k] ?? 0;
  });
  return result;
}
