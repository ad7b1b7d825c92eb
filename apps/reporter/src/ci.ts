import type { FormatName } from './formats.ts';

/** A view that a CI system takes, and where it takes it. */
export interface CiOutput {
  readonly format: FormatName;
  /** `stdout`, or a file that is appended to. */
  readonly to: 'stdout' | { readonly append: string };
}

type Environment = Readonly<Record<string, string | undefined>>;

interface System {
  readonly name: string;
  readonly runs: (environment: Environment) => boolean;
  readonly outputs: (environment: Environment) => CiOutput[];
}

const text: CiOutput = { format: 'text', to: 'stdout' };

const SYSTEMS: readonly System[] = [
  {
    name: 'github',
    runs: ({ GITHUB_ACTIONS }) => GITHUB_ACTIONS === 'true',
    outputs: ({ GITHUB_STEP_SUMMARY: summary }) => [
      { format: 'github', to: 'stdout' },
      ...(summary === undefined || summary === '' ? [] : [{ format: 'markdown', to: { append: summary } } as const]),
    ],
  },
  {
    name: 'other',
    runs: ({ CI }) => CI !== undefined && CI !== '' && CI !== 'false' && CI !== '0',
    outputs: () => [text],
  },
];

/** What to write for the CI system that this environment is of; nothing outside of CI. */
export const ciOutputs = (environment: Environment): CiOutput[] =>
  SYSTEMS.find(({ runs }) => runs(environment))?.outputs(environment) ?? [];
