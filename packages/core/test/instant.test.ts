import { describe, expect, it } from 'vitest';
import { dayOf, instantOf, literalDay, literalInstant } from '../src/index.ts';

describe('an instant', () => {
  it.each([
    ['2026-11-01T02:00:00+02:00', '2026-11-01 00:00:00'],
    ['2026-11-01T00:30:00-05:00', '2026-11-01 05:30:00'],
    ['2027-01-01 00:15+0530', '2026-12-31 18:45:00'],
    ['2026-11-01T02:00:00.000250+02', '2026-11-01 00:00:00.000250'],
    ['2026-11-01t02:00:00z', '2026-11-01 02:00:00'],
    ['2024-02-29', '2024-02-29 00:00:00'],
  ])('%s is %s in UTC', (text, utc) => expect(instantOf(text)).toBe(utc));

  it.each([
    '2026-02-30',
    '2025-02-29T00:00:00Z',
    '2026-11-01T24:00:00Z',
    '2026-11-01T23:60:00Z',
    '2026-11-01T10:00:00+25:00',
    '2026-11-01T10:00:00.1234567Z',
    '2026-11-01T10:00:00 Europe/Berlin',
    "2027-01-01' or 1 = 1",
    '0000-01-01',
    '0001-01-01T00:00:00+02:00',
    'infinity',
    '',
  ])('is not what %s writes', (text) => expect(instantOf(text)).toBeUndefined());
});

it('lets no other text become a literal', () => {
  expect(dayOf('2026-13-45')).toBeUndefined();
  expect(() => literalDay("2026-01-01'")).toThrow(/no such day/);
  expect(() => literalInstant("2027-01-01 00:00:00' or 1 = 1 --")).toThrow(/no such day/);
  expect(() => literalInstant('2026-11-01T02:00:00+02:00')).toThrow(/no such day/);
});
