import { UserError } from '@assay/core';
import { type Flags, text } from '../command.ts';
import type { Effects } from '../effects.ts';

type Environment = Effects['env'];

/** How the CI system is found; `auto` looks at the environment. */
const SYSTEMS: Readonly<Record<string, (env: Environment) => Environment>> = {
  auto: (env) => env,
  github: (env) => ({ ...env, GITHUB_ACTIONS: 'true' }),
  none: () => ({}),
};

/** The environment that `--ci` lets a CI system be found in; `UserError` for a system that is not known. */
export const ciSystem = (flags: Flags): ((env: Environment) => Environment) => {
  const name = text(flags, 'ci') ?? 'none';
  const system = Object.hasOwn(SYSTEMS, name) ? SYSTEMS[name] : undefined;
  if (!system) throw new UserError(`--ci takes ${Object.keys(SYSTEMS).join(', ')}, not "${name}"`);
  return system;
};
