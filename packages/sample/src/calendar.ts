/** Days are UTC midnights. */
export const day = (date: Date): string => date.toISOString().slice(0, 10);

export const plusDays = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000);

/** The same day of another year; 29 February becomes 1 March where there is none. */
export const plusYears = (date: Date, years: number): Date =>
  new Date(Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate()));

export const dayOfYear = (date: Date): number =>
  Math.round((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;

/** The first day of every month from one day to another. */
export const monthsBetween = (from: Date, to: Date): Date[] => {
  const months: Date[] = [];
  for (let month = monthOf(from); month <= to; month = nextMonth(month)) months.push(month);
  return months;
};

export const monthOf = (date: Date): Date => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));

const nextMonth = (date: Date): Date => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1));
