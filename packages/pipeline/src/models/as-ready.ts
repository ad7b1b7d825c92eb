/** What stands in the way of an item: those before it that must be done first. */
interface Ready<T> {
  readonly after: (item: T) => readonly T[];
  /** How many may be in work at once. With one, items are done in the order given. */
  readonly atOnce: number;
  readonly work: (item: T) => Promise<void>;
}

/**
 * Works through items, each as soon as what it waits for is done. After a failure nothing new is begun; what is in work
 * is waited for, and then the first failure is thrown.
 */
export const asReady = async <T>(items: readonly T[], { after, atOnce, work }: Ready<T>): Promise<void> => {
  const waiting = new Set(items);
  const open = new Set(items);
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const next = (): T | undefined =>
    failures.length > 0 || running.size >= atOnce
      ? undefined
      : [...waiting].find((item) => !after(item).some((before) => open.has(before)));
  for (;;) {
    for (let item = next(); item !== undefined; item = next()) {
      const begun = item;
      waiting.delete(begun);
      const done = work(begun)
        .then(
          () => void open.delete(begun),
          (error) => void failures.push(error),
        )
        .finally(() => running.delete(done));
      running.add(done);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
  if (waiting.size > 0) throw new Error('items wait for each other in a circle');
};
