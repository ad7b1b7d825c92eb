/** Names for the places of a page, the same in every run; two that would be equal are numbered. */
export function anchors(prefix: string, names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Map<string, number>();
  return new Map(
    names.map((name) => {
      const wanted = `${prefix}-${slug(name)}`;
      const times = (taken.get(wanted) ?? 0) + 1;
      taken.set(wanted, times);
      return [name, times === 1 ? wanted : `${wanted}--${times}`];
    }),
  );
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80);
}
