import addressparser from 'nodemailer/lib/addressparser';
import { eml } from '../mail/eml.ts';
import type { Mail } from '../mail/render-mails.ts';
import { lay, openOutbox, type Place, placeOf } from './envelope.ts';

const mailboxes = (recipient: string): string[] =>
  addressparser(recipient, { flatten: true }).flatMap(({ address }) => address || []);

/**
 * Lays a mail into the outbox under `state`. A mail that is there already, or was sent or refused before, stays as it
 * is: making the digest of a run again sends nothing twice. Says where the mail is.
 */
export const put = async (state: string, mail: Mail): Promise<Place> => {
  await openOutbox(state);
  const place = await placeOf(state, mail.key);
  if (place !== undefined) return place;
  const envelope = {
    version: 1 as const,
    key: mail.key,
    message_id: mail.messageId,
    subject: mail.subject,
    from: mailboxes(mail.from)[0] ?? '',
    pending: [...new Set(mail.to.flatMap(mailboxes))],
    accepted: [],
    refused: [],
    attempts: 0,
    last_answer: null,
    created_at: mail.date,
  };
  await lay(state, envelope, await eml(mail));
  return 'waiting';
};
