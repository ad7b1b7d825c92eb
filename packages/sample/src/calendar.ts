/** Days are UTC midnights. */
export const day = (date: Date): string => date.toISOString().slice(0, 10);

export const plusDays = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000);

/** The first day of the month so many months later, or before. */
export const plusMonths = (date: Date, months: number): Date =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));

export const daysBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 86_400_000);

export const dayOfYear = (date: Date): number => daysBetween(new Date(Date.UTC(date.getUTCFullYear(), 0, 1)), date) + 1;

/** The first day of every month from one day to another. */
export const monthsBetween = (from: Date, to: Date): Date[] => {
  const months: Date[] = [];
  for (let month = monthOf(from); month <= to; month = plusMonths(month, 1)) months.push(month);
  return months;
};

export const monthOf = (date: Date): Date => plusMonths(date, 0);
