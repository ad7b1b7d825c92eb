import { checkId, kinds } from '@assay/checks';
import { Document, isCollection, isMap, isPair, isSeq } from 'yaml';
import type { ImportedCheck, ImportedTable } from './suite.ts';

const KINDS = new Map(kinds.map((kind) => [kind.name, kind]));

/** A check as the contract holds it, and the tests that it stands for. */
export interface WrittenCheck {
  readonly id: string;
  readonly check: ImportedCheck;
  readonly tests: readonly string[];
}

const placeOf = ({ column, kind }: ImportedCheck): string => `${column ?? ''}.${kind}`;

const words = (key: string): string => key.replaceAll('_', ' ');

const said = (options: unknown): string => {
  if (Array.isArray(options)) return options.map(said).join(', ');
  if (typeof options !== 'object' || options === null) return options === true ? '' : String(options);
  return Object.entries(options)
    .map(([key, value]) => `${words(key)} ${said(value)}`)
    .join(', ');
};

const LONGEST_NAME = 80;

/** A claim that tells a check from another of its kind and place: what it demands, of which rows. */
const claimOf = ({ kind, options, where }: ImportedCheck): string => {
  const text = [words(kind), said(options), where ? `where ${where}` : ''].join(' ');
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_NAME).trim();
};

/** What one table is asked: tests that ask the same become one check, a second check of a kind and place gets a name. */
export const writtenChecks = ({ table, checks }: ImportedTable): readonly WrittenCheck[] => {
  const same = new Map<string, { check: ImportedCheck; tests: string[] }>();
  for (const { test, ...check } of checks) {
    const key = JSON.stringify({ ...check, name: undefined });
    const known = same.get(key);
    if (known) known.tests.push(test);
    else same.set(key, { check: { test, ...check }, tests: [test] });
  }
  const taken = new Set<string>();
  return [...same.values()].map(({ check, tests }) => {
    const known = (given: string | undefined) => taken.has(`${placeOf(check)}.${given ?? ''}`);
    const wanted = known(check.name) ? (check.name ?? claimOf(check)) : check.name;
    let name = wanted;
    for (let count = 2; known(name); count += 1) name = `${wanted} ${count}`;
    taken.add(`${placeOf(check)}.${name ?? ''}`);
    const { kind, column = null } = check;
    return { id: checkId(table, { kind, recipe: null, column, name: name ?? null }), check: { ...check, name }, tests };
  });
};

const around = ({ kind: _, options: __, test: ___, ...said }: ImportedCheck): Record<string, unknown> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));

/** Nothing is said beside the kind and its options, so the check can stand at its column. */
const isBare = (check: ImportedCheck): boolean =>
  Object.keys(around(check)).join() === 'column' && KINDS.get(check.kind)?.on !== 'table';

/** Options that fit stand on one line, as people write them. */
const onOneLine = (node: unknown): void => {
  if (!isCollection(node)) return;
  if (JSON.stringify(node.toJSON()).length < 100) node.flow = true;
  else for (const item of node.items) onOneLine(isPair(item) ? item.value : item);
};

/** The contract of a table as YAML in our grammar. */
export const contractText = (
  { table, description }: ImportedTable,
  { from, written }: { from: string; written: readonly WrittenCheck[] },
): string => {
  const all = written.map(({ check }) => check);
  const columns: Record<string, Record<string, unknown>> = {};
  for (const { column = '', kind, options } of all.filter(isBare))
    columns[column] = { ...columns[column], [kind]: options };
  const listed = all
    .filter((check) => !isBare(check))
    .map((check) => ({ [check.kind]: check.options, ...around(check) }));
  const document = new Document({
    table,
    ...(description ? { description } : {}),
    ...(Object.keys(columns).length > 0 ? { columns } : {}),
    ...(listed.length > 0 ? { checks: listed } : {}),
  });
  const heads = document.get('columns');
  if (isMap(heads)) for (const { value } of heads.items) onOneLine(value);
  const entries = document.get('checks');
  if (isSeq(entries))
    for (const entry of entries.items) if (isMap(entry)) for (const { value } of entry.items) onOneLine(value);
  return `# ${from}\n${document.toString({ lineWidth: 120 })}`;
};
