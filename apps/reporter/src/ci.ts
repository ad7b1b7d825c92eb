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
  /** The address at which people see this build and its artefacts. */
  readonly page: (environment: Environment) => string | undefined;
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
    page: ({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run }) =>
      server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined,
  },
  {
    name: 'other',
    runs: ({ CI }) => CI !== undefined && CI !== '' && CI !== 'false' && CI !== '0',
    outputs: () => [text],
    // GitLab, Jenkins
    page: ({ CI_JOB_URL, BUILD_URL }) => CI_JOB_URL ?? BUILD_URL,
  },
];

/** What to write for the CI system that this environment is of; nothing outside of CI. */
export function ciOutputs(environment: Environment): CiOutput[] {
  return systemOf(environment)?.outputs(environment) ?? [];
}

/** Where the build that runs in this environment is seen; undefined where nobody says. */
export function ciPage(environment: Environment): string | undefined {
  return systemOf(environment)?.page(environment);
}

function systemOf(environment: Environment): System | undefined {
  return SYSTEMS.find(({ runs }) => runs(environment));
}
