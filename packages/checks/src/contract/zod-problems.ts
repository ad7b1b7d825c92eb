import type * as z from 'zod';
import { suggestion } from '../names.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

export interface Found {
  readonly message: string;
  readonly path: Path;
}

/** The keys that may stand at a path, read off the JSON-like structure of a zod schema. */
const keysAt = (schema: unknown, path: Path): readonly string[] => {
  const definition = (schema as { def?: Record<string, unknown> } | undefined)?.def; // zod's own structure, which it documents as stable
  if (!definition) return [];
  const inner = definition.innerType ?? definition.in;
  if (inner) return keysAt(inner, path);
  if (definition.type === 'union') return (definition.options as unknown[]).flatMap((option) => keysAt(option, path)); // a union has options
  const [step, ...rest] = path;
  if (step === undefined) return definition.type === 'object' ? Object.keys(definition.shape as object) : []; // an object has a shape
  if (definition.type === 'object') return keysAt((definition.shape as Record<PropertyKey, unknown>)[step], rest); // as above
  if (definition.type === 'record') return keysAt(definition.valueType, rest);
  if (definition.type === 'array') return keysAt(definition.element, rest);
  return [];
};

interface Definition {
  readonly innerType?: unknown;
  readonly in?: unknown;
  readonly options?: readonly unknown[];
  readonly shape?: Readonly<Record<PropertyKey, unknown>>;
  readonly valueType?: unknown;
  readonly element?: unknown;
  readonly values?: readonly unknown[];
  readonly checks?: readonly {
    readonly _zod?: { readonly def?: { readonly error?: (issue: object) => string | { readonly message: string } } };
  }[];
}

/** What may stand at a path, of every shape of a union. */
const definitionsAt = (schema: unknown, path: Path): readonly Definition[] => {
  const definition = (schema as { def?: Definition } | undefined)?.def; // as above
  if (!definition) return [];
  const inner = definition.innerType ?? definition.in;
  if (inner) return definitionsAt(inner, path);
  if (definition.options) return definition.options.flatMap((option) => definitionsAt(option, path));
  const [step, ...rest] = path;
  if (step === undefined) return [definition];
  return definitionsAt(definition.shape?.[step] ?? definition.valueType ?? definition.element, rest);
};

/** The literal values that may stand at a path: those that tell the shapes of a union apart. */
const choicesAt = (schema: unknown, path: Path): readonly unknown[] =>
  definitionsAt(schema, path).flatMap(({ values = [] }) => values);

/** What a text at a path has to look like, as its own check says it: `a duration such as 24h`. */
const formAt = (schema: unknown, path: Path): string | undefined => {
  const errors = definitionsAt(schema, path).flatMap(({ checks = [] }) =>
    checks.map((check) => check._zod?.def?.error),
  );
  const said = errors.map((error) => error?.({})).find((text) => text !== undefined);
  return typeof said === 'string' ? said : said?.message;
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inside, step) => (inside as Record<PropertyKey, unknown> | undefined)?.[step], value); // undefined where nothing stands

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));

const expected = (issue: Issue): string => {
  if (issue.code === 'too_small' && issue.origin === 'array') return `at least ${issue.minimum} of them`;
  if (issue.code === 'too_small' && issue.origin === 'string') return 'some text';
  if (issue.code === 'too_small') return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
  if (issue.code === 'invalid_value') return issue.values.map((value) => shown(value)).join(' or ');
  if (issue.code === 'invalid_type')
    return issue.expected === 'array'
      ? 'a list'
      : issue.expected === 'object'
        ? 'keys with values'
        : `a ${issue.expected}`;
  return issue.message;
};

/** A zod error as sentences: what was expected, what stands there, what may have been meant. */
export const problemsOf = (error: z.core.$ZodError, schema: unknown, value: unknown): Found[] => {
  const misspelt = error.issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => path.join());
  return error.issues
    .filter(({ code, path }) => code !== 'custom' || !misspelt.includes(path.join()))
    .flatMap((issue) => explain(issue, schema, value, []));
};

const explain = (issue: Issue, schema: unknown, value: unknown, above: Path): Found[] => {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const there = keysAt(schema, path);
    return issue.keys.map((key) => ({ message: `unknown key ${key}${suggestion(key, there)}`, path: [...path, key] }));
  }
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.filter((branch) => branch.length > 0);
    if (branches.length === 0) {
      const names = choicesAt(schema, path).map(shown).join(' or ');
      return [{ message: `expected ${names || 'another value'}; found ${shown(valueAt(value, path))}`, path }];
    }
    const deepest = Math.max(...branches.map(depth));
    const unknown = branches.find((branch) => branch.some(({ code }) => code === 'unrecognized_keys'));
    const closest = deepest > 0 ? branches.find((branch) => depth(branch) === deepest) : unknown;
    if (closest) return closest.flatMap((inner) => explain(inner, schema, value, path));
    const wanted = [...new Set(branches.flatMap((branch) => branch.map(expected)))].join(', or ');
    return [{ message: `expected ${wanted}; found ${shown(valueAt(value, path))}`, path }];
  }
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element')
    return issue.issues.flatMap((inner) => explain(inner, schema, value, path));
  const found = valueAt(value, path);
  if (found === undefined) {
    const key = path.at(-1);
    return [{ message: `${String(key)} is missing: expected ${expected(issue)}`, path: path.slice(0, -1) }];
  }
  const form = issue.code === 'invalid_type' && issue.expected === 'string' ? formAt(schema, path) : undefined;
  const near =
    issue.code === 'invalid_value' && typeof found === 'string' ? suggestion(found, issue.values.map(String)) : '';
  return [{ message: `expected ${form ?? expected(issue)}; found ${shown(found)}${near}`, path }];
};
