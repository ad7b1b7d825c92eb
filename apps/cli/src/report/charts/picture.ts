import type { Chart, ChartDeclaration, Dialect, Row } from '@assay/core';

/** How a declared chart is read from its table and drawn. */
export interface Picture {
  /** `from` is the table's physical name. */
  query(from: string, dialect: Dialect): string;
  /** `rows` are what the query gives, at least one; undefined where they show nothing. */
  draw(rows: readonly Row[]): Chart | undefined;
}

/** What every declared chart says of itself. */
export type ChartHead = Pick<ChartDeclaration, 'id' | 'title' | 'unit' | 'finding'>;

/** A figure of a row, null where there is none. */
export const number = (value: Row[string] | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

/** `27,188` */
export const whole = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 0 });

/** A sentence with its `{names}` filled in. */
export const filled = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replaceAll(
    /\{(\w+)\}/g,
    (name, key: string) => (Object.hasOwn(values, key) ? values[key] : undefined) ?? name,
  );
