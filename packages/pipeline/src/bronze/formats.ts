const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const INSTANT =
  /^(\d{4}-\d\d-\d\d)(?:[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?)?$/;

const isDate = (text: string): boolean => {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days;
};

const isInstant = (text: string): boolean => {
  const [, date] = INSTANT.exec(text) ?? [];
  return date !== undefined && isDate(date);
};

/**
 * The formats a record schema may ask for. `date` is 2026-01-31. `date-time` is wider than RFC 3339, because shops are:
 * a blank or `T`, seconds, fractions and offset optional, and a plain date means its midnight; UTC without an offset.
 */
export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = { date: isDate, 'date-time': isInstant };
