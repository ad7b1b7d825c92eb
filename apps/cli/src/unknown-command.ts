import { closest, distance } from 'fastest-levenshtein';

/** What to say of a command that is not there. */
export const unknownCommand = (name: string, known: readonly string[]): string => {
  const near = closest(name, [...known]);
  return `there is no command "${name}"${distance(name, near) <= 3 ? `; did you mean ${near}?` : '; see assay --help'}`;
};
