import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

type Schema = Readonly<Record<string, unknown>>;

const compiled = new WeakMap<Schema, ValidateFunction>();

/** A schema as a function; throws ajv's error for one that is not valid. Each schema is compiled once. */
const validator = (schema: Schema): ValidateFunction => {
  const known = compiled.get(schema);
  if (known) return known;
  const ajv = new Ajv({ strict: false, validateFormats: true });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  compiled.set(schema, validate);
  return validate;
};

/** What is wrong with a JSON Schema; undefined when nothing is. */
export const schemaProblem = (schema: Schema): string | undefined => {
  try {
    validator(schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Whether a text is JSON that a schema accepts. */
export const isAccepted = (text: string, schema: Schema): boolean => {
  try {
    return validator(schema)(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};
