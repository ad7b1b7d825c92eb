import { type AskOptions, after, CancelledError, UnavailableError } from '@assay/core';

/**
 * Does work that somebody may stop. Gives up at once, without waiting for a server that may not answer; `work` is told
 * by the signal, so that it can cancel what it began.
 */
export const stoppable = async <T>(
  { signal, timeout }: AskOptions,
  work: (stop: AbortSignal) => Promise<T>,
): Promise<T> => {
  if (signal?.aborted) throw new CancelledError('stopped before the statement was sent');
  const controller = new AbortController();
  let why: Error | undefined;
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(why));
  });
  const stop = (reason: Error) => {
    why = reason;
    controller.abort();
  };
  const cancel = () => stop(new CancelledError('stopped'));
  signal?.addEventListener('abort', cancel);
  const rest = timeout
    ? after(timeout, () => stop(new UnavailableError(`a statement took longer than ${timeout} ms and was stopped`)))
    : undefined;
  try {
    return await Promise.race([work(controller.signal), stopped]);
  } finally {
    rest?.();
    signal?.removeEventListener('abort', cancel);
  }
};
