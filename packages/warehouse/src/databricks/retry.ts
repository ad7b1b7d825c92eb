import { withoutSecrets } from '@assay/core';
import pRetry from 'p-retry';
import { isPassing } from './errors.ts';

export interface Retries {
  /** Milliseconds after which nobody tries again. */
  readonly within: number;
  /** The first pause in milliseconds; each next is twice as long, with jitter, up to 30 seconds. */
  readonly pause: number;
  /** Told before each new attempt, in one sentence. */
  readonly onRetry?: ((message: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How long a server that is away is waited for, in seconds; the first pause is a second, or less where there is little time. */
export const patience = (seconds = 300): Retries => ({ within: seconds * 1000, pause: Math.min(1000, seconds * 3) });

/** The same, telling nothing of these secrets. */
export const discreet = ({ onRetry, ...retries }: Retries, secrets: readonly string[]): Retries => ({
  ...retries,
  ...(onRetry ? { onRetry: (message: string) => onRetry(withoutSecrets(message, secrets)) } : {}),
});

/** Tries again while the failure is one that passes: 429, 502, 503, 504 and broken connections. */
export const retried = <T>(
  what: string,
  { within, pause, onRetry, signal }: Retries,
  attempt: () => Promise<T>,
): Promise<T> =>
  pRetry(
    () =>
      attempt().catch((error) => {
        // StatusError of the driver is no Error, and p-retry takes nothing else
        throw error instanceof Error ? error : Object.assign(new Error(String(error?.message ?? error)), error);
      }),
    {
      retries: 20,
      minTimeout: pause,
      maxTimeout: 30_000,
      maxRetryTime: within,
      randomize: true,
      ...(signal ? { signal } : {}),
      shouldRetry: ({ error }) => isPassing(error),
      onFailedAttempt: ({ error, attemptNumber }) => {
        if (isPassing(error))
          onRetry?.(`${what} failed (${error.message.split('\n')[0]}); attempt ${attemptNumber + 1}`);
      },
    },
  );
