import { createHash } from 'node:crypto';
import type { Blueprint } from './blueprint.ts';
import type { LoadedProject } from './load.ts';

const plain = (_: string, value: unknown): unknown => {
  if (value instanceof Map) return [...value];
  if (value instanceof Set) return [...value];
  return value instanceof RegExp || typeof value === 'bigint' ? String(value) : value;
};

/** All that a verdict hangs on beside the data, as one text: contracts, models, records, settings and waivers. */
export const basisOf = (
  { contracts, models, dataSets, waivers }: Blueprint,
  { project: { settings, quarantine, sources } }: LoadedProject,
): string => {
  const schemas = dataSets.map(({ file: _, ...dataSet }) => dataSet); // where the project lies is no part of it
  const all = { contracts, models, schemas, waivers, settings, quarantine, sources };
  return createHash('sha256').update(JSON.stringify(all, plain)).digest('hex');
};
