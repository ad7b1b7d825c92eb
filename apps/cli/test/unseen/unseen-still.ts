/** Faults that no contract sees as yet, and why. */
export const UNSEEN: Readonly<Record<string, string>> = {
  'phone and address missing': 'a shop may know neither; only what was published before tells',
  'birthdays missing for all': 'a shop may not ask for them; only what was published before tells',
  'a day of events of two years ago lost': 'two visits a day are too few to miss one',
};
