/**
 * Waits for all of them, also when one fails, and then throws the first failure: nothing that was begun goes on behind
 * the back of whoever undoes it.
 */
export const settled = async <T>(works: readonly Promise<T>[]): Promise<T[]> => {
  const outcomes = await Promise.allSettled(works);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
};
