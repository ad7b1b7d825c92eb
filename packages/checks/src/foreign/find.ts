import { closest, distance } from 'fastest-levenshtein';
import type { Equivalent } from './foreign.ts';
import { foreignTools } from './index.ts';

export interface Found {
  readonly tool: string;
  readonly name: string;
  readonly equivalent: Equivalent;
}

/** `dbt_utils.equality`, `ExpectColumnToExist` and `expect_column_to_exist` are one name a tool. */
const plain = (name: string): string =>
  name
    .replace(/^(dbt_utils|dbt_expectations|dbt)[.]/i, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

const ALL: readonly Found[] = foreignTools.flatMap(({ name: tool, tests }) =>
  Object.entries(tests).map(([name, equivalent]) => ({ tool, name, equivalent })),
);

/** `invalid: valid_min` is called so, and `valid_min` alone. */
const callsOf = (name: string): readonly string[] => [plain(name), plain(name.replace(/^[^:]*: /, ''))];

const familyOf = (name: string): string => (name.includes(': ') ? plain(name.replace(/: .*$/, '')) : '');

/** What a name means in each tool that has it. */
export const findForeign = (name: string): readonly Found[] =>
  ALL.filter((one) => callsOf(one.name).includes(plain(name)));

/** What a name means that stands for several tests: `group_evolution`. */
export const findFamily = (name: string): readonly Found[] =>
  ALL.filter((one) => plain(name) !== '' && familyOf(one.name) === plain(name));

/** Names near to one that nobody has: of ours, and of the tools. */
export const nearNames = (name: string, ours: readonly string[]): readonly string[] => {
  const wanted = plain(name);
  const all = [...new Set([...ours, ...ALL.map((one) => one.name)])];
  const within = all.filter((other) => wanted.length > 3 && plain(other).includes(wanted));
  const near = closest(wanted, all.map(plain));
  const byLetters = all.filter(
    (other) => plain(other) === near && distance(wanted, near) <= Math.max(2, Math.floor(near.length / 4)),
  );
  return [...new Set([...byLetters, ...within])].slice(0, 5);
};
