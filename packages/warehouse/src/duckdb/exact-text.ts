/** What a text may be as a value of a type, as SQL over it; NULL is neither. */
export interface TextFit {
  /** The value is what the text says, and nothing of the text is lost. */
  readonly exact: string;
  /** The text can be cast, but to something that it does not say. */
  readonly altered: string;
}

/** `-1.50` and `1.5e0` as `15`: the figures that a number has. */
const figures = (number: string): string =>
  `trim(replace(regexp_replace(ltrim(${number}, '-'), '[eE].*', ''), '.', ''), '0')`;

/** True where a double holds a number as it is written: by the shortest text that gives it, or by seventeen figures. */
export const holdsAsDouble = (text: string): string =>
  `(length(${text}) <= 15 or ${figures(text)} in (${figures(`cast(try_cast(${text} as double) as varchar)`)}, ${figures(`printf('%.17g', try_cast(${text} as double))`)}))`;

const NUMBER = '-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?';
const DAY = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const TIME = '[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?';

const pattern = (text: string, regex: string): string => `regexp_full_match(${text}, '${regex}')`;

const EXACT: Readonly<Record<string, (text: string) => string>> = {
  BOOLEAN: (text) => `lower(${text}) in ('true', 'false')`,
  BIGINT: (text) => `cast(try_cast(${text} as bigint) as varchar) = ${text}`,
  HUGEINT: (text) => `cast(try_cast(${text} as hugeint) as varchar) = ${text}`,
  DOUBLE: (text) => `${pattern(text, NUMBER)} and ${holdsAsDouble(text)}`,
  DATE: (text) => `${pattern(text, DAY)} and try_cast(${text} as date) is not null`,
  TIME: (text) => `${pattern(text, TIME)} and try_cast(${text} as time) is not null`,
  TIMESTAMP: (text) => `${pattern(text, `${DAY}([ T]${TIME}Z?)?`)} and try_cast(${text} as timestamp) is not null`,
  'TIMESTAMP WITH TIME ZONE': (text) =>
    `${pattern(text, `${DAY}[ T]${TIME}(Z|[-+][0-9]{2}(:?[0-9]{2})?)`)} and try_cast(${text} as timestamptz) is not null`,
  UUID: (text) => `cast(try_cast(${text} as uuid) as varchar) = ${text}`,
};

/** What a value that is not exact can still be read as, and would then be another. */
const READ_AS: Readonly<Record<string, (text: string) => string>> = {
  // The reader of CSV takes "yes" for true, where a cast does not
  BOOLEAN: () => 'true',
  BIGINT: (text) => `coalesce(try_cast(${text} as bigint)::double, try_cast(${text} as double)) is not null`,
};

/** How a text fits a type that DuckDB has guessed; undefined for a type that it does not guess, text among them. */
export function guessedFit(text: string, type: string): TextFit | undefined {
  const exact = EXACT[type]?.(text);
  if (exact === undefined) return undefined;
  const read = READ_AS[type]?.(text) ?? `try_cast(${text} as ${type}) is not null`;
  return {
    exact: `case when ${text} is not null then coalesce(${exact}, false) end`,
    altered: `${text} is not null and not coalesce(${exact}, false) and ${read}`,
  };
}

const WHOLE = /^(?:u?(?:tiny|small|big|huge)?int|u?integer|int[1248]|signed|long|short)$/i;
const DECIMAL = /^(?:decimal|numeric)\(\d+, ?(\d+)\)$/i;

/** True where a text can be cast to a type that somebody has said, but would become another value. */
export function isAltered(text: string, type: string): string {
  const cast = `try_cast(${text} as ${type})`;
  const decimals = DECIMAL.exec(type)?.[1] ?? (WHOLE.test(type) ? '0' : undefined);
  if (decimals !== undefined)
    return `${cast} is not null and case when ${pattern(text, '[^.eE]*([.][0-9]*)?')}
      then length(rtrim(split_part(${text}, '.', 2), '0')) > ${decimals} or try_cast(${text} as double) is null
      else try_cast(${text} as double) is distinct from cast(${cast} as double) end`;
  if (/^date$/i.test(type))
    return `${cast} is not null and try_cast(${text} as timestamp) is distinct from cast(${cast} as timestamp)`;
  if (/^(?:timestamp|datetime)$/i.test(type))
    return `${cast} is not null and regexp_matches(${text}, ':[0-9.]+[-+][0-9:]+$|[.][0-9]{6}[0-9]*[1-9]') and not regexp_matches(${text}, '[-+]00(:?00)?$')`;
  return 'false';
}
