import { openDuckdb } from '@assay/warehouse';
import { describe, expect, it } from 'vitest';
import { sharedPattern } from '../src/patterns.ts';
import { askShop } from './shop.ts';

const people = { 'shop.people': { columns: 'mail varchar', rows: [['zoë.k+1@example.org'], ['li@example.org']] } };

const HOLD = [
  "^[^@ .]+[a-z0-9.!#$%&'*+/=?^_`{|}~-]*@",
  '^\\p{L}+',
  '^\\pL',
  '[^\\\\2]',
  '(?i)@EXAMPLE',
  '(?i:ORG)$',
  '\\@example\\.org',
  '[[:alpha:]+.[:digit:]]@',
  '\\A\\w',
  '(?P<host>[a-z.]+)$',
  '(?<host>[a-z.]+)$',
  '\\Q@example.org\\E\\z',
  '[]@]',
  '[@&&]',
  '[[@]',
  'k*.{1,1000}',
];

describe('a pattern that both engines understand', () => {
  it('holds as DuckDB has it, in whatever words', async () => {
    const check = HOLD.map((pattern, i) => `- matches: ${JSON.stringify(pattern)}\n  column: mail\n  name: p ${i}`);
    const { verdicts } = await askShop({ given: people, check: check.join('\n') });
    for (const [i, pattern] of HOLD.entries())
      expect(verdicts.find(({ name }) => name === `p ${i}`)?.status, pattern).toBe('pass');
  });

  it.each([
    ['^[[:lower:].+]+@', '^[a-z.+]+@'],
    ['(?P<who>a)', '(a)'],
    ['[a[b]', '[a\\[b]'],
    ['[a&&b]', '[a\\&&b]'],
    ['[]a]', '[\\]a]'],
    ['a{,5}{2}', 'a\\{,5}{2}'],
    ['\\Qa.b[\\E[c]', 'a\\.b\\[[c]'],
    ['[*+]+\\p{L}+', '[*+]+\\p{L}+'],
  ])('%s is asked as %s', (pattern, asked) => expect(sharedPattern(pattern)).toEqual({ pattern: asked }));
});

it.each([
  ['(?=a)', /looks around/],
  ['(?<!a)', /looks around/],
  ['(a)\\1', /refers back/],
  ['a*+', /possessive/],
  ['(?>a)', /looks around/],
  ['a{1,2000}', /no regular expression: invalid repeat count/],
  ['(a', /no regular expression: missing closing/],
  ['a\\Z', /no regular expression: invalid escape/],
  ['\\p{Greek}', /script of one engine/],
  ['(?U)a+', /turns greed around/],
  ['a\\v', /several to another/],
  ['[[:^alpha:]]', /one engine alone/],
])('%s is refused, because one engine alone or none reads it so', (pattern, said) => {
  expect(sharedPattern(pattern)).toEqual({ problem: expect.stringMatching(said) });
});

it('is read here as the embedded engine reads it', async () => {
  const session = await openDuckdb({ path: ':memory:' });
  try {
    for (const pattern of [...HOLD, 'a', '[a', 'a)', 'a**', 'x{1001}', '[z-a]', '\\', '*a', '(?i', '[[:nothing:]]']) {
      const read = sharedPattern(pattern);
      const text = 'pattern' in read ? read.pattern : pattern;
      const runs = await session.query(`select regexp_matches('a', ${session.dialect.literal(text)})`).then(
        () => true,
        () => false,
      );
      expect('pattern' in read, pattern).toBe(runs);
    }
  } finally {
    await session.close();
  }
});
