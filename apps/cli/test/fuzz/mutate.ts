/** Numbers from 0 to 1, the same for the same seed. */
export const chance = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Draw = () => number;
type Mutator = (bytes: Buffer, draw: Draw) => Buffer;

const whole = (draw: Draw, below: number): number => Math.floor(draw() * below);
const one = <T>(draw: Draw, of: readonly T[]): T => of[whole(draw, of.length)] as T; // an index within

const text =
  (change: (said: string, draw: Draw) => string): Mutator =>
  (bytes, draw) =>
    Buffer.from(change(bytes.toString('utf8'), draw));

const lines = (change: (all: string[], draw: Draw) => string[]): Mutator =>
  text((said, draw) => change(said.split('\n'), draw).join('\n'));

const inserted = (bytes: Buffer, at: number, what: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);

/** What stands in the place of a value. */
const VALUES = [
  ...[
    '',
    '~',
    'null',
    'true',
    'no',
    '[]',
    '{}',
    '[[[]]]',
    '-1',
    '0',
    '1e999',
    '.nan',
    '.inf',
    '9'.repeat(400),
    '0x7fffffffffffffff',
  ],
  ...[
    '12:30:45',
    '2026-02-31',
    '0000-00-00',
    '"\\0"',
    '"\\e[31m"',
    "'",
    '"',
    '`',
    '@',
    '%',
    '!!js/function x',
    '!!binary AAAA',
    '!!set {a}',
  ],
  ...[
    '&a [*a]',
    '*gone',
    '<<',
    '{<<: *x}',
    '? [a, b]\n: c',
    '|',
    '>-\n',
    '---',
    '...',
    '${HOME}',
    '${}',
    '${constructor}',
    '__proto__',
  ],
  ...[
    'constructor',
    '../../..',
    '/etc/passwd',
    '\u202e',
    '\ufeff',
    '\ud800',
    '👻'.repeat(50),
    'a.b.c',
    '.',
    'select 1; drop table x',
    '-- x',
  ],
  ...[
    '(((((((((((',
    'cast(1 as',
    '1/0',
    "'''",
    '$$',
    '500%',
    '24',
    '{ a: { b: { c: [1, { d: e }] } } }',
    '"x": "y"',
    '\t',
    ':',
    '- ',
  ],
];

const LAUGHS = `${'abcdefghi'
  .split('')
  .map((name, i, all) => `${name}: &${name} [${Array(9).fill(i === 0 ? 'ha' : `*${all[i - 1]}`)}]`)
  .join('\n')}\n`;

export const MUTATORS: Readonly<Record<string, Mutator>> = {
  flip: (bytes, draw) => {
    const flipped = Buffer.from(bytes);
    for (let i = 1 + whole(draw, 4); i > 0; i--) {
      const at = whole(draw, flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << whole(draw, 8));
    }
    return flipped;
  },
  byte: (bytes, draw) => inserted(bytes, whole(draw, bytes.length), Buffer.from([whole(draw, 256)])),
  nul: (bytes, draw) => inserted(bytes, whole(draw, bytes.length), Buffer.from([0])),
  bom: (bytes, draw) => inserted(bytes, draw() < 0.5 ? 0 : whole(draw, bytes.length), Buffer.from('\ufeff')),
  utf16: (bytes) => Buffer.from(`\ufeff${bytes}`, 'utf16le'),
  empty: () => Buffer.alloc(0),
  crlf: text((said) => said.replaceAll('\n', '\r\n')),
  cut: (bytes, draw) => bytes.subarray(0, whole(draw, bytes.length)),
  lose: lines((all, draw) => all.toSpliced(whole(draw, all.length), 1 + whole(draw, 3))),
  twice: lines((all, draw) => {
    const at = whole(draw, all.length);
    return all.toSpliced(at, 0, all[at] ?? '');
  }),
  swap: lines((all, draw) => {
    const [a, b] = [whole(draw, all.length), whole(draw, all.length)];
    return all.with(a, all[b] ?? '').with(b, all[a] ?? '');
  }),
  indent: lines((all, draw) => {
    const at = whole(draw, all.length);
    return all.with(at, one(draw, ['  ', '\t', ' ']) + (all[at] ?? ''));
  }),
  value: text((said, draw) => {
    const found = [...said.matchAll(/(?<=[:,[{] ?)[^\s:,[\]{}][^:,[\]{}\n]*/g)];
    const at = found[whole(draw, found.length)];
    return at ? said.slice(0, at.index) + one(draw, VALUES) + said.slice(at.index + at[0].length) : said;
  }),
  key: text((said, draw) => {
    const found = [...said.matchAll(/[\w."]+(?=:)/g)];
    const at = found[whole(draw, found.length)];
    return at ? said.slice(0, at.index) + one(draw, VALUES) + said.slice(at.index + at[0].length) : said;
  }),
  word: text((said, draw) => {
    const found = [...said.matchAll(/[A-Za-z_]+/g)];
    const [a, b] = [found[whole(draw, found.length)], found[whole(draw, found.length)]];
    return a && b ? said.slice(0, a.index) + b[0] + said.slice(a.index + a[0].length) : said;
  }),
  deep: text((said, draw) => {
    const many = one(draw, [50, 2_000, 20_000]);
    const [open, close] = one(draw, [
      ['[', ']'],
      ['{a: ', '}'],
      ['(', ')'],
      ['- ', ''],
    ] as const);
    const at = said.search(/(?<=[:(] ?)\w/);
    return `${said.slice(0, at)}${open.repeat(many)}1${close.repeat(many)}${said.slice(at)}`;
  }),
  laughs: text((said, draw) => (draw() < 0.5 ? LAUGHS + said : `${said}\n${LAUGHS}`)),
  anchor: lines((all, draw) => {
    const at = whole(draw, all.length);
    return all
      .with(at, (all[at] ?? '').replace(/: /, one(draw, [': &x ', ': *x ', ': !!str ', ': !x ', ': | '])))
      .concat(one(draw, ['<<: *x', 'more: *x', '? *x', '']));
  }),
  long: text((said, draw) =>
    said.replace(/\w{3,}/, one(draw, ['x', '9', '-', ' ', '\u0301']).repeat(one(draw, [300, 5_000, 200_000]))),
  ),
};

/** A file with one to three faults, and what they are called. */
export const mutated = (bytes: Buffer, draw: Draw): { readonly bytes: Buffer; readonly how: string } => {
  const names = Array.from({ length: 1 + whole(draw, 3) }, () => one(draw, Object.keys(MUTATORS)));
  const done = names.reduce((said, name) => (said.length === 0 ? said : (MUTATORS[name]?.(said, draw) ?? said)), bytes);
  return { bytes: done, how: names.join('+') };
};
