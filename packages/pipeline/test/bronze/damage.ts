import { gzipSync } from 'node:zlib';

/** A stream of numbers from 0 to 1 that is the same for the same seed. */
const numbers = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Random = () => number;
type Damage = (bytes: Buffer, random: Random) => Buffer;

const at = (bytes: Buffer, random: Random) => Math.floor(random() * bytes.length);
const span = (bytes: Buffer, random: Random): [number, number] => {
  const from = at(bytes, random);
  return [from, Math.min(bytes.length, from + 1 + Math.floor(random() * 400))];
};
const asText =
  (change: (text: string, random: Random) => string | Buffer): Damage =>
  (bytes, random) =>
    Buffer.from(change(bytes.toString('utf8'), random) as string);

const flip = (bytes: Buffer, place: number, random: Random) => {
  bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
};

/** What machines, networks and people do to files. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  cut: (bytes, random) => bytes.subarray(0, at(bytes, random)),
  'cut at the beginning': (bytes, random) => bytes.subarray(at(bytes, random)),
  'bits flipped': (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let i = 0; i < 1 + random() * 20; i += 1) flip(copy, at(copy, random), random);
    return copy;
  },
  'bits flipped at the end': (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let i = 0; i < 1 + random() * 8; i += 1)
      flip(copy, copy.length - 1 - Math.floor(random() * Math.min(300, copy.length)), random);
    return copy;
  },
  'a piece twice': (bytes, random) => {
    const [from, to] = span(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  'pieces interleaved': (bytes, random) => {
    const [from, to] = span(bytes, random);
    const other = at(bytes, random);
    return Buffer.concat([bytes.subarray(0, other), bytes.subarray(from, to), bytes.subarray(other)]);
  },
  zeros: (bytes, random) => {
    const copy = Buffer.from(bytes);
    const [from, to] = span(bytes, random);
    return copy.fill(0, from, to);
  },
  'zeros at the end': (bytes, random) => Buffer.concat([bytes, Buffer.alloc(1 + Math.floor(random() * 5000))]),
  'a piece missing': (bytes, random) => {
    const [from, to] = span(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  noise: (bytes, random) => {
    const copy = Buffer.from(bytes);
    const [from, to] = span(bytes, random);
    for (let i = from; i < to; i += 1) copy[i] = Math.floor(random() * 256);
    return copy;
  },
  'other line ends': asText((text, random) => text.replaceAll('\n', () => (random() < 0.5 ? '\r' : '\r\n'))),
  'lone carriage returns': asText((text) => text.replaceAll('\n', '\r')),
  'UTF-16': asText((text) => Buffer.from(text, 'utf16le')),
  'Latin-1': asText((text) => Buffer.from(text, 'latin1')),
  'a byte order mark': asText((text) => `\ufeff${text}`),
  'quotes never closed': asText((text, random) => {
    const place = Math.floor(random() * text.length);
    return `${text.slice(0, place)}"${text.slice(place)}`;
  }),
  empty: () => Buffer.alloc(0),
  'packed again': (bytes) => gzipSync(bytes),
};

export interface DamagedFile {
  /** `12 CSV, bits flipped`. */
  readonly title: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** Ids of records that are in the file as they were; undefined where that is not to be seen from outside. */
  readonly intact: readonly number[] | undefined;
}

export const RECORDS = 300;
const TEAS = ['Sencha', 'Thé vert', 'Matcha "ceremonial"', 'Assam, second flush', 'Earl\nGrey'];
const tea = (id: number) => TEAS[id % TEAS.length] ?? '';

const csvLine = (id: number) => `${id},"${tea(id).replaceAll('"', '""')}",${(id % 50) + 1}.50,2026-01-31 10:00:00`;
const jsonLine = (id: number) =>
  JSON.stringify({ pot_id: id, tea: tea(id), price: (id % 50) + 1.5, iced: id % 2 === 0 });
const ids = Array.from({ length: RECORDS }, (_, i) => i + 1);

/** The SQL of the same records. */
export const PARQUET_ROWS = `select i as pot_id, 'Sencha ' || i as tea, (i % 50 + 1.5)::decimal(9,2) as price from range(1, ${RECORDS + 1}) t(i)`;

interface Kind {
  readonly ending: string;
  readonly bytes: Buffer;
  readonly line?: (id: number) => string;
  readonly gzip?: boolean;
}

/** Files of every format, each damaged in its own way; the same for the same seed. */
export const damagedFiles = (count: number, { seed, parquet }: { seed: number; parquet: Buffer }): DamagedFile[] => {
  const csv = Buffer.from(`pot_id,tea,price,served_at\n${ids.map(csvLine).join('\n')}\n`);
  const ndjson = Buffer.from(`${ids.map(jsonLine).join('\n')}\n`);
  const kinds: Kind[] = [
    { ending: 'csv', bytes: csv, line: csvLine },
    { ending: 'ndjson', bytes: ndjson, line: jsonLine },
    { ending: 'parquet', bytes: parquet },
    { ending: 'csv.gz', bytes: gzipSync(csv) },
    { ending: 'ndjson.gz', bytes: gzipSync(ndjson) },
    { ending: 'csv.gz', bytes: csv, line: csvLine, gzip: true },
    { ending: 'ndjson.gz', bytes: ndjson, line: jsonLine, gzip: true },
  ];
  const damages = Object.entries(DAMAGES);
  return Array.from({ length: count }, (_, i) => {
    const random = numbers(seed * 1_000_003 + i);
    const kind = kinds[i % kinds.length] ?? kinds[0];
    const [name, damage] = damages[Math.floor(i / kinds.length) % damages.length] ?? damages[0] ?? [];
    if (!kind || !damage) throw new Error('there are kinds and damages');
    const bytes = damage(kind.bytes, random);
    const text = bytes.toString('utf8');
    return {
      title: `${i} ${kind.ending}${kind.gzip ? ' within' : ''}, ${name}`,
      name: `a.${kind.ending}`,
      bytes: kind.gzip ? gzipSync(bytes) : bytes,
      intact: kind.line && ids.filter((id) => text.includes(`\n${kind.line?.(id)}\n`)),
    };
  });
};
