import { Ajv, type ErrorObject, str } from 'ajv';
import { SOURCE } from './columns.ts';
import { FORMATS } from './formats.ts';

/** Why a record is bad: the field, where there is one, and what is wrong with it, in words without the value. */
export interface Fault {
  readonly field: string | null;
  readonly reason: string;
}

export type JsonRecord = Readonly<Record<string, unknown>>;

/** The first fault of a record, or undefined when it is good. */
export type Validate = (record: JsonRecord) => Fault | undefined;

/** Binary remainders call 19.99 no multiple of 0.01, so steps are counted in decimals of the number as it is written. */
const isMultipleOf = (step: number): ((value: number) => boolean) => {
  const places = Array.from({ length: 20 }, (_, i) => i).find((count) => Number(step.toFixed(count)) === step) ?? 20;
  const scale = 10 ** places;
  const units = Math.round(step * scale);
  return (value) => Number(value.toFixed(places)) === value && Math.round(value * scale) % units === 0;
};

const fault = ({ keyword, params, instancePath, message }: ErrorObject): Fault =>
  keyword === 'required'
    ? { field: String(params.missingProperty), reason: 'is missing' }
    : { field: instancePath.slice(1).split('/')[0] || null, reason: message ?? `breaks ${keyword}` };

/**
 * What compiles schemas; compiling throws ajv's own error for one that is not valid. Nothing is coerced and nothing is
 * filled in. Schemas share one compiler, because each has to compile the meta-schema first.
 */
export const validatorCompiler = (): ((schema: object) => Validate) => {
  const ajv = new Ajv({ strict: true, strictRequired: true, allowUnionTypes: true, formats: { ...FORMATS } });
  ajv.addKeyword({ keyword: SOURCE, schemaType: 'string' });
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    compile: isMultipleOf,
    error: { message: ({ schema: step }) => str`must be a multiple of ${step}` },
  });
  return (schema) => {
    const judge = ajv.compile(schema);
    return (record) => {
      if (judge(record)) return undefined;
      const [first] = judge.errors ?? [];
      return first ? fault(first) : { field: null, reason: 'is not a record of this data set' };
    };
  };
};
