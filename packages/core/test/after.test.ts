import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { after } from '../src/index.ts';

const DAY = 86_400_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([1, 24, 25, 30, 365])('waits %i days, and calls once', (days) => {
  const call = vi.fn();
  after(days * DAY, call);
  vi.advanceTimersByTime(days * DAY - 1);
  expect(call).not.toHaveBeenCalled();
  vi.advanceTimersByTime(400 * DAY);
  expect(call).toHaveBeenCalledTimes(1);
});

it('calls no more once it is stopped, in whichever month', () => {
  const call = vi.fn();
  const stop = after(90 * DAY, call);
  vi.advanceTimersByTime(60 * DAY);
  stop();
  vi.advanceTimersByTime(60 * DAY);
  expect(call).not.toHaveBeenCalled();
});
