import { UserError } from '@assay/core';

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

type Environment = Readonly<Record<string, string | undefined>>;

/** Every object has a `constructor`, and so has the environment. */
const variable = (env: Environment, name: string): string | undefined =>
  Object.hasOwn(env, name) ? env[name] : undefined;

/** The names that a value of `assay.yml` takes from the environment and that are not there. */
export const missingVariables = (value: string, env: Environment): string[] =>
  Array.from(value.matchAll(VARIABLE), ([, name = '']) => name).filter((name) => !variable(env, name));

/** Fills `${NAME}` in, in every string of a value. Names what is missing, never what is there. */
export const fillIn = <T>(value: T, env: Environment, where: string): T => {
  if (typeof value === 'string') {
    const missing = missingVariables(value, env);
    if (missing.length > 0)
      throw new UserError(`${where} needs the environment variable ${missing.join(' and ')}, which is not set`);
    return value.replaceAll(VARIABLE, (_, name: string) => variable(env, name) ?? '') as T; // a string stays a string
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, fillIn(inner, env, `${where}.${key}`)]);
  return Object.fromEntries(entries) as T; // the same keys with the same shapes
};
