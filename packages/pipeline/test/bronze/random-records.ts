import fc from 'fast-check';

const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'Earl Grey',
    'tea, "green"',
    'null',
    'NaN',
    '\\',
    '\\n',
    'x\ny',
    'é',
    '茶',
    '🍵',
    "l'eau",
    '[]',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);

const digits = fc.stringMatching(/^[0-9]{1,20}$/);

/** Numbers as people, programs and accidents write them. */
export const numberText = fc.oneof(
  fc.integer({ min: -200, max: 200 }).map(String),
  fc
    .tuple(fc.integer({ min: -999, max: 999 }), fc.stringMatching(/^[0-9]{1,5}$/))
    .map(([whole, part]) => `${whole}.${part}`),
  fc.constantFrom(
    '0.07',
    '19.99',
    '1.005',
    '1e2',
    '1E-2',
    '+5',
    '.5',
    '5.',
    '007',
    '-0',
    '1_000',
    ' 5',
    '0x1F',
    '1e400',
    '1,5',
    '0.30000000000000004',
  ),
  fc.constantFrom(
    '9007199254740993',
    '9223372036854775808',
    '-9223372036854775808',
    '123456789012345.67',
    '99999999999999999.99',
  ),
  fc.tuple(digits, digits).map(([whole, part]) => `${whole}.${part}`),
  fc.double({ noNaN: true }).map(String),
);

const two = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((n) => String(n).padStart(2, '0'));
const year = fc.oneof(
  fc.constantFrom('2026', '2024', '1900', '0001', '0000', '9999', '26'),
  fc.integer({ min: 1000, max: 2100 }).map(String),
);
const date = fc.tuple(year, two(0, 13), two(0, 32)).map((parts) => parts.join('-'));
const time = fc.tuple(two(0, 25), two(0, 60), two(0, 61)).map((parts) => parts.join(':'));
const fraction = fc.constantFrom('', '.5', '.123456', '.123456789', '.');
const offset = fc.constantFrom('', 'Z', '+02:00', '-0530', '+01', '+24:00', 'z', ' UTC');
const temporalText = fc.oneof(
  date,
  fc.tuple(date, fc.constantFrom(' ', 'T', 't', '  '), time, fraction, offset).map((parts) => parts.join('')),
  fc.tuple(date, fc.constantFrom(' 10:00', 'T10:00', ' 10', ' 24:00:00', ' 23:59:60')).map((parts) => parts.join('')),
  fc.constantFrom('2026-1-5', '05.01.2026', 'infinity', 'today', '2026-02-29', '2024-02-29', '2026-01-31 (BC)'),
);

const booleanText = fc.constantFrom('true', 'false', 'True', 'FALSE', 't', 'yes', '1', '0');

/** The text of any cell; mostly of the kind that its column wants. */
export const cellText = (wanted: 'string' | 'number' | 'integer' | 'boolean' | 'temporal') => {
  const own = { string: text, number: numberText, integer: numberText, boolean: booleanText, temporal: temporalText }[
    wanted
  ];
  return fc.oneof(
    { weight: 8, arbitrary: own },
    { weight: 1, arbitrary: text },
    { weight: 1, arbitrary: numberText },
    { weight: 1, arbitrary: fc.constant('') },
  );
};

const optional = <T>(keyword: string, arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined, freq: 1 }).map((value) => (value === undefined ? {} : { [keyword]: value }));

const merged = (...parts: readonly fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((some) => some.reduce((all, part) => Object.assign(all, part), {}));

const limit = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom(0, 0.07, 19.99, 1e15, 9007199254740992));
const numeric = (...steps: number[]) =>
  merged(
    optional('minimum', limit),
    optional('maximum', limit),
    optional('exclusiveMinimum', limit),
    optional('multipleOf', fc.constantFrom(...steps)),
    optional(
      'enum',
      fc.array(fc.constantFrom(1, 2, 0.5, 19.99), { minLength: 1, maxLength: 3 }).map((some) => [...new Set(some)]),
    ),
  );
const textual = merged(
  optional('minLength', fc.integer({ min: 0, max: 3 })),
  optional('maxLength', fc.integer({ min: 1, max: 6 })),
  optional('pattern', fc.constantFrom('^[A-Z]', '^\\w+$', '[^a-z ]', '^.{2}$', 'e{1,2}|t', '(?=x)', '^$')),
  optional('enum', fc.constant(['Earl Grey', 'null', '茶', ''])),
);

const kinds = {
  string: textual,
  integer: numeric(1, 5),
  number: numeric(0.01, 0.01, 0.0001, 0.5),
  boolean: fc.constant({}),
  temporal: fc.constantFrom({ format: 'date' }, { format: 'date-time' }),
} as const;

const property = fc.constantFrom('string', 'integer', 'number', 'boolean', 'temporal').chain((kind) =>
  fc.tuple(kinds[kind], fc.boolean(), fc.boolean()).map(([keywords, nullable, required]) => {
    const type = kind === 'temporal' ? 'string' : kind;
    return { kind, required, schema: { ...keywords, type: nullable ? [type, 'null'] : type } };
  }),
);

const NATIVE = {
  string: ['VARCHAR'],
  integer: ['TINYINT', 'INTEGER', 'BIGINT', 'UBIGINT', 'DOUBLE', 'FLOAT', 'DECIMAL(18,0)', 'DECIMAL(9,2)'],
  number: ['INTEGER', 'BIGINT', 'DOUBLE', 'FLOAT', 'DECIMAL(9,1)', 'DECIMAL(18,2)', 'DECIMAL(18,6)', 'DECIMAL(38,2)'],
  boolean: ['BOOLEAN'],
  temporal: ['VARCHAR', 'DATE', 'TIMESTAMP', 'TIMESTAMP_NS', 'TIMESTAMPTZ'],
} as const;

/** The type of a Parquet column that a property of this schema may come in. */
export const nativeType = (kind: keyof typeof NATIVE) => fc.constantFrom(...NATIVE[kind]);

/** A record schema of up to four properties, and the texts of the cells of some rows. */
export const schemaWithCells = fc.array(property, { minLength: 1, maxLength: 4 }).chain((properties) =>
  fc.record({
    schema: fc.constant({
      type: 'object',
      required: properties.flatMap(({ required }, i) => (required ? [`p${i}`] : [])),
      properties: Object.fromEntries(properties.map(({ schema }, i) => [`p${i}`, schema])),
    }),
    types: fc.tuple(...properties.map(({ kind }) => nativeType(kind))),
    rows: fc.array(fc.tuple(...properties.map(({ kind }) => cellText(kind))), { minLength: 1, maxLength: 25 }),
  }),
);
