/**
 * Works through a list with so many in flight at once, telling each how many wait behind it. The first error stops what
 * has not begun, and is thrown.
 */
export const pooled = async <T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, behind: number) => Promise<void>,
): Promise<void> => {
  const waiting = items.entries();
  let stopped = false;
  const worker = async () => {
    for (const [place, item] of waiting) {
      if (stopped) return;
      try {
        await work(item, items.length - place - 1);
      } catch (error) {
        stopped = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, items.length)) }, worker));
};
