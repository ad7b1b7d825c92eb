import { expect, it } from 'vitest';
import { fits } from '../src/pattern.ts';

it.each([
  ['gold.days', 'gold.days', true],
  ['gold.days', 'gold.daysy', false],
  ['gold.*', 'gold.days', true],
  ['*.days', 'gold.days', true],
  ['*a*', 'gold.days', true],
  ['g*d*s', 'gold.days', true],
  ['g*x*s', 'gold.days', false],
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['a*', 'a', true],
  ['*ab', 'aab', true],
  ['a.b', 'axb', false],
  ['[a]+(b)', '[a]+(b)', true],
])('%j and %j: %s', (pattern, text, is) => {
  expect(fits(pattern, text)).toBe(is);
});

it('agrees with a regular expression on every short pattern', () => {
  const words = ['', 'a', 'b', 'ab', 'ba', 'aab', 'abab', 'bbba'];
  const parts = ['*', 'a', 'b', ''];
  for (const one of parts)
    for (const two of parts)
      for (const three of parts)
        for (const four of parts) {
          const pattern = one + two + three + four;
          const exact = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
          for (const word of words)
            expect([pattern, word, fits(pattern, word)]).toEqual([pattern, word, exact.test(word)]);
        }
});

it('takes no time for any number of stars', () => {
  const start = performance.now();
  expect(fits(`${'*a'.repeat(500)}x`, 'a'.repeat(5_000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(500);
});
