/** Faults that no contract sees as yet, and why. */
export const UNSEEN: Readonly<Record<string, string>> = {
  'phone and address missing': 'a shop may know neither; only what was published before tells',
  'birthdays missing for all': 'a shop may not ask for them; only what was published before tells',
  'changes: half lost': 'who has no change on record may have had none; only what was published before tells',
  'the second half of the last day of events lost': 'six visits a day are too few to tell an early end from chance',
  'a day of events of two years ago lost': 'two visits a day are too few to miss one',
};
