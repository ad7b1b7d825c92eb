import { expect, it } from 'vitest';
import { tableText } from '../src/terminal/table.ts';

const columns = ['harbour', 'boats', 'tide'].map((name) => ({ name, type: name === 'harbour' ? 'varchar' : 'bigint' }));
const rows = [{ harbour: 'Whitby', boats: 12, tide: '4' }];

it('names the columns for which a terminal is too narrow, and shows the others', () => {
  expect(tableText({ columns, rows }, 16)).toBe('harbour  boats\nWhitby      12\n\nnot shown for want of room: tide');
  expect(tableText({ columns, rows }, 3)).toMatch(/^harbour\nWhitby\n/);
});

it('shows every column where it is wide enough, or no terminal', () => {
  for (const width of [20, undefined])
    expect(tableText({ columns, rows }, width)).toBe('harbour  boats  tide\nWhitby      12     4');
});
