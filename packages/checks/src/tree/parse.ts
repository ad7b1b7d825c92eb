/** A part of a statement as DuckDB's parser gives it; JSON without types, read with care. */
export type Node = Readonly<Record<string, unknown>>;

/** One SELECT as a tree, or why the text is none. */
export type Parsed = { readonly node: Node } | { readonly problem: string; readonly at: number };

/** Cuts statements into trees, each as JSON. Nothing is run, and nothing but the texts is read. */
export type Parse = (texts: readonly string[]) => Promise<readonly string[]>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A name as engines compare it. */
export const lower = (value: unknown): string => text(value).toLowerCase();

/** Every part that stands directly within another. */
export const children = (node: Node): readonly Node[] =>
  Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.flat().filter(isNode) : isNode(value) ? [value] : [],
  );

/** The queries that a WITH names, in their order. */
export const namedQueries = (
  node: Node,
): readonly { readonly name: string; readonly query: Node; readonly aliases: readonly string[] }[] =>
  nodes(isNode(node.cte_map) ? node.cte_map.map : undefined).flatMap(({ key, value }) => {
    const query = isNode(value) && isNode(value.query) ? value.query.node : undefined;
    if (!isNode(query)) return [];
    const aliases = isNode(value) && Array.isArray(value.aliases) ? value.aliases.map(lower) : [];
    return [{ name: lower(key), query, aliases }];
  });

/** What `json_serialize_sql` gives for a text. */
export const parsed = (json: string): Parsed => {
  const tree: unknown = JSON.parse(json);
  const statements = isNode(tree) ? nodes(tree.statements) : [];
  const [first] = statements;
  if (isNode(tree) && tree.error === true) {
    const isParser = tree.error_type === 'parser';
    const problem = isParser ? text(tree.error_message).split('\n')[0] : undefined;
    return { problem: problem ?? 'it has to be one select (with is allowed)', at: Number(tree.position ?? 0) };
  }
  if (statements.length > 1) return { problem: 'it holds more than one statement', at: 0 };
  if (!first || !isNode(first.node)) return { problem: 'it is empty', at: 0 };
  return { node: first.node };
};
