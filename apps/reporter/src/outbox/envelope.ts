import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftOver, makeFolder, moveInto, OWN_FOLDER, prepareFile, writeAtomically } from '@assay/files';
import * as z from 'zod';

const answered = z.object({ to: z.string(), answer: z.string(), at: z.string() });

const envelope = z.object({
  version: z.literal(1),
  key: z.string(),
  message_id: z.string(),
  subject: z.string(),
  from: z.string(),
  pending: z.array(z.string()).describe('recipients that no server has answered for good'),
  accepted: z.array(answered),
  refused: z.array(answered),
  attempts: z.int(),
  last_answer: z.string().nullable(),
  created_at: z.string(),
});

/** What is known of a message's way, beside its bytes. Once `pending` is empty its way has ended. */
export type Envelope = z.infer<typeof envelope>;

const PLACES = { waiting: 'outbox', refused: 'outbox/refused', sent: 'sent' } as const;
export type Place = keyof typeof PLACES;

export const folder = (state: string, place: Place): string => join(state, PLACES[place]);

const paths = (state: string, place: Place, key: string) => {
  const path = join(folder(state, place), key);
  return { envelope: `${path}.json`, message: `${path}.eml` };
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Where a message is, if anywhere. */
export const placeOf = async (state: string, key: string): Promise<Place | undefined> => {
  for (const place of ['sent', 'refused', 'waiting'] as const) {
    if (await exists(paths(state, place, key).envelope)) return place;
  }
  return undefined;
};

const PREPARED = /^(.+)\.json\./;

/** Gives the envelopes of processes that were killed in between their name: where the message lies there, nothing else is missing. */
const finishPuts = async (state: string): Promise<void> => {
  const place = folder(state, 'waiting');
  for (const name of (await readdir(place)).filter(isLeftOver)) {
    const key = PREPARED.exec(name)?.[1];
    if (key === undefined || (await placeOf(state, key)) !== undefined) continue;
    const { envelope: path, message } = paths(state, 'waiting', key);
    if (await exists(message)) await moveInto(path, join(place, name)).catch(() => undefined); // somebody else did
  }
};

/** Makes an outbox ready for use. */
export const openOutbox = async (state: string): Promise<void> => {
  for (const place of ['waiting', 'refused', 'sent'] as const) await makeFolder(folder(state, place), OWN_FOLDER);
  await finishPuts(state);
};

const textOf = (it: Envelope): string => `${JSON.stringify(it, null, 2)}\n`;

/** Lays a message and its envelope into the outbox: whoever is killed at it, both are there in the end, or none. */
export const lay = async (state: string, it: Envelope, bytes: Uint8Array): Promise<void> => {
  const { envelope: path, message } = paths(state, 'waiting', it.key);
  const prepared = await prepareFile(path, textOf(it));
  await writeAtomically(message, bytes).catch(async (error) => {
    await rm(prepared, { force: true });
    throw error;
  });
  await moveInto(path, prepared);
};

export const readMessage = (state: string, key: string): Promise<Buffer> =>
  readFile(paths(state, 'waiting', key).message);

export const writeEnvelope = (state: string, it: Envelope): Promise<void> =>
  writeAtomically(paths(state, 'waiting', it.key).envelope, textOf(it));

/** Envelopes that wait, oldest first, and what is wrong with the files that cannot be sent. */
export const readEnvelopes = async (state: string): Promise<{ envelopes: Envelope[]; foreign: string[] }> => {
  const names = (await readdir(folder(state, 'waiting'))).filter((name) => name.endsWith('.json')).sort();
  const envelopes: Envelope[] = [];
  const foreign: string[] = [];
  for (const name of names) {
    const text = await readFile(join(folder(state, 'waiting'), name), 'utf8');
    const read = envelope.safeParse(parse(text));
    if (!read.success || `${read.data.key}.json` !== name) foreign.push(`${name} is no envelope`);
    else if (read.data.pending.length > 0 && !(await exists(paths(state, 'waiting', read.data.key).message)))
      foreign.push(`${name} has lost its message`);
    else envelopes.push(read.data);
  }
  return { envelopes, foreign };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Ends a message's way. The envelope goes last: as long as it waits, this can be done again. */
export const settle = async (state: string, { key, accepted }: Envelope): Promise<void> => {
  const from = paths(state, 'waiting', key);
  const to = paths(state, accepted.length > 0 ? 'sent' : 'refused', key);
  if (await exists(from.message)) await rename(from.message, to.message);
  await rename(from.envelope, to.envelope);
};
