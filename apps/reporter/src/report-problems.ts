import { reportSchema } from '@assay/core';
import { Ajv, type ErrorObject } from 'ajv';

const MOST = 5;

/** What keeps a value from being a report, the first few in sentences; nothing when it is one. */
export function reportProblems(value: unknown): string[] {
  const validate = new Ajv({ allErrors: true, strict: false, code: { optimize: false } }).compile(reportSchema());
  if (validate(value)) return [];
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'oneOf');
  const shown = errors.slice(0, MOST).map((error) => `the report is damaged: ${sentence(error)}`);
  const more = errors.length - shown.length;
  return more > 0 ? [...shown, `and ${more} more of this kind`] : shown;
}

function sentence({ instancePath, message }: ErrorObject): string {
  return `${instancePath === '' ? 'the document' : instancePath.slice(1).replaceAll('/', '.')} ${message}`;
}
