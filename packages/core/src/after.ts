/** Where Node's own timers end: 24 days. A longer one fires at once. */
const LONGEST = 2 ** 31 - 1;

/** Calls once so many milliseconds have gone by, however many they are. Gives what stops it. */
export const after = (ms: number, call: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (left: number): void => {
    timer = setTimeout(() => (left > LONGEST ? wait(left - LONGEST) : call()), Math.min(left, LONGEST));
  };
  wait(ms);
  return () => clearTimeout(timer);
};
