/** What all of them give, once each has ended: a failure is thrown only when nothing is at work any more. */
export const together = async <T extends readonly unknown[] | []>(
  works: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> => {
  await Promise.allSettled(works);
  return Promise.all(works);
};
