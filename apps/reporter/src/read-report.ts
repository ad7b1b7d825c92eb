import { type Report, reportSchema, UserError } from '@assay/core';
import type { ErrorObject } from 'ajv';
import { oneLine, shortened } from './wording.ts';

const MOST_ERRORS = 5;

const sentence = ({ instancePath, message }: ErrorObject): string =>
  `${instancePath === '' ? 'the document' : instancePath.slice(1).replaceAll('/', '.')} ${message}`;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError('the report is not JSON or was cut short: write it again, or name another file', { cause });
  }
};

const versionOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;

/** Reads report.json, which may come from another process, version or program. Fields it does not know are let be. */
export const readReport = async (text: string): Promise<Report> => {
  const value = parse(text);
  const version = versionOf(value);
  if (version === undefined) throw new UserError('this is not a report of Assay: it has no version');
  if (version !== 1) {
    const shown = shortened(oneLine(String(JSON.stringify(version))), 40);
    throw new UserError(
      `the report is of version ${shown}, and this assay reads version 1: install the one that wrote it`,
    );
  }
  const { Ajv } = await import('ajv');
  const validate = new Ajv({ allErrors: true, strict: false, code: { optimize: false } }).compile<Report>(
    reportSchema(),
  );
  if (validate(value)) return value;
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'oneOf');
  const shown = errors.slice(0, MOST_ERRORS).map((error) => ({ message: `the report is damaged: ${sentence(error)}` }));
  const more = errors.length - shown.length;
  throw new UserError(more > 0 ? [...shown, { message: `and ${more} more of this kind` }] : shown);
};
