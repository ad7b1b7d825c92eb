/** A flagged point in a drawing, in pixels from the upper left corner of the plot, and how wide its label is. */
export interface Flag {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** At which side of its point a label stands, and how far above (negative) or below. */
export interface FlagLabel {
  readonly side: 'left' | 'right';
  readonly shift: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** From the point to its label. */
export const DISTANCE = 8;
const HALF_LINE = 7;
const SHIFTS = [0, -1, 1, -2, 2, -3, 3].map((lines) => lines * 2 * HALF_LINE);

/** Places for the labels of flagged points, the last first: none lies on another or on a point. Undefined where there is no room. */
export function flagLabels(
  flags: readonly Flag[],
  plot: { readonly width: number; readonly height: number },
): (FlagLabel | undefined)[] {
  const taken = flags.map(around);
  const fits = (box: Box): boolean =>
    box.left >= 0 && box.right <= plot.width && box.top >= -2 * HALF_LINE && box.bottom <= plot.height;
  return flags
    .toReversed()
    .map((flag) => {
      const sides = flag.x > plot.width / 2 ? (['left', 'right'] as const) : (['right', 'left'] as const);
      const found = SHIFTS.flatMap((shift) => sides.map((side): FlagLabel => ({ side, shift }))).find((label) => {
        const box = boxOf(flag, label);
        return fits(box) && !taken.some((other) => meet(box, other));
      });
      if (found) taken.push(boxOf(flag, found));
      return found;
    })
    .toReversed();
}

function around({ x, y }: Flag): Box {
  return { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 };
}

function boxOf({ x, y, width }: Flag, { side, shift }: FlagLabel): Box {
  const left = side === 'right' ? x + DISTANCE : x - DISTANCE - width;
  return { left, right: left + width, top: y + shift - HALF_LINE, bottom: y + shift + HALF_LINE };
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
