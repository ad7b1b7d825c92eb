import type { Place, Problem } from '@assay/core';
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml';
import type { ZodType } from 'zod';
import { problemsOf } from './zod-problems.ts';

const LONGEST = 1_000_000;
const MOST_ALIASES = 100;

type Path = readonly PropertyKey[];

/** A parsed YAML file that knows where everything in it stands. */
export interface YamlFile<T> {
  readonly value: T;
  /** Where a key (or an item of a list) stands. */
  at(...path: Path): Place;
}

const offsetOf = (document: Document, path: Path): number => {
  let node: unknown = document.contents;
  let offset = (document.contents as Node | null)?.range?.[0] ?? 0; // an empty document has null
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset; // items are nodes; a missing one keeps its parent's place
    } else break;
  }
  return offset;
};

/** One fault may be found again at every bracket that follows it. */
const firstOfEach = <T extends { readonly message: string }>(errors: readonly T[]): readonly T[] => [
  ...new Map([...errors].reverse().map((error) => [error.message, error])).values(),
];

const told = (message: string): string =>
  /call stack/.test(message) ? 'it is nested too deeply' : (message.split('\n')[0] ?? '');

/** Whether a number is still what was written: 9007199254740993 becomes …992. */
const isKept = (value: number, written: string): boolean =>
  Number.isInteger(value) && !written.includes('.')
    ? BigInt(value) === BigInt(written.replace('+', ''))
    : written.replace(/\D|^0+/g, '').length <= 15;

/** What of a document would be lost by being read, with what to do about it. */
const losses = (document: Document): readonly (readonly [Scalar, string])[] => {
  const found: [Scalar, string][] = [];
  visit(document, {
    Scalar: (_, node) => {
      const { value, source = '' } = node;
      if (typeof value === 'string' && value.includes('\0'))
        found.push([node, 'it holds a NUL, which no engine takes']);
      if (typeof value === 'number' && /^[-+]?\d+(\.\d+)?$/.test(source) && !isKept(value, source))
        found.push([node, `${source} has more digits than a number keeps here; put it in quotes`]);
    },
    Pair: (_, { key }) => {
      // JavaScript takes it for the object's own kind, and zod leaves it out
      if (isScalar(key) && key.value === '__proto__')
        found.push([key, '__proto__ cannot be a name here; give the column another one in a view']);
    },
  });
  return found;
};

/** Whether a value holds itself. */
const isEndless = (value: unknown, above: readonly unknown[] = []): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (above.includes(value) || Object.values(value).some((inner) => isEndless(inner, [...above, value])));

/** Reads YAML and checks its shape. Everything wrong is said at once, each with its line and column. */
export const readYaml = <T>(
  { file, text }: { file: string; text: string },
  shape: ZodType<T>,
  /** `merge`: `<<` brings the keys of another mapping, as YAML 1.1 has it. */
  { merge = false }: { readonly merge?: boolean } = {},
): { read: YamlFile<T> | undefined; problems: readonly Problem[] } => {
  const refuse = (message: string, line = 1, column = 1) => ({ message, file, line, column });
  if (text.length > LONGEST)
    return {
      read: undefined,
      problems: [refuse(`the file has ${text.length} characters; at most ${LONGEST} are read`)],
    };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge });
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    return {
      read: undefined,
      problems: firstOfEach(document.errors).map(({ message, pos }) => {
        const { line, column } = placeOf(pos[0]);
        return refuse(`not YAML: ${told(message)}`, line, column);
      }),
    };
  }
  const lost = losses(document);
  if (lost.length > 0)
    return {
      read: undefined,
      problems: lost.map(([{ range }, message]) => {
        const { line, column } = placeOf(range?.[0] ?? 0);
        return refuse(message, line, column);
      }),
    };
  const at = (...path: Path): Place => ({ file, ...placeOf(offsetOf(document, path)) });
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    return { read: undefined, problems: [refuse(told(error instanceof Error ? error.message : String(error)))] };
  }
  if (isEndless(plain)) return { read: undefined, problems: [refuse('an alias stands within what it stands for')] };
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain))
    return { read: undefined, problems: [refuse('expected keys with values (a YAML mapping)')] };
  const parsed = shape.safeParse(plain);
  if (parsed.success) return { read: { value: parsed.data, at }, problems: [] };
  const problems = problemsOf(parsed.error, shape, plain).map(({ message, path }) => ({ message, ...at(...path) }));
  return { read: undefined, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
};
