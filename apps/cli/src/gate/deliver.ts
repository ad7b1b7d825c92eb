import { join } from 'node:path';
import type { Report } from '@assay/core';
import { flush, type MailOptions, put, renderMails } from '@assay/reporter/mail';
import { tameText } from '@assay/reporter/tame';
import type { Effects } from '../effects.ts';
import { fillIn, missingVariables } from '../project/environment.ts';
import type { LoadedProject } from '../project/load.ts';

export const stateFolder = ({ root }: LoadedProject): string => join(root, '.assay');

const plural = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;

/** What a server said, on one line. */
const tidy = (answer: string): string => tameText(answer).replaceAll(/\s+/g, ' ').trim();

/** Sends what waits in the outbox and says what came of it; a server that is dead costs nothing but time. */
export const flushOutbox = async (
  loaded: LoadedProject,
  effects: Pick<Effects, 'env' | 'now' | 'signal'>,
): Promise<string> => {
  const smtp = loaded.project.mail?.smtp;
  const missing = smtp === undefined ? [] : missingVariables(smtp, effects.env);
  if (smtp === undefined || missing.length > 0)
    return `mail waits in .assay/outbox: ${missing.length > 0 ? `${missing.join(' and ')} is not set` : 'assay.yml names no smtp server'}`;
  const { sent, refused, waiting, problem } = await flush(stateFolder(loaded), {
    smtp: fillIn(smtp, effects.env, 'mail.smtp'),
    now: effects.now,
    signal: effects.signal,
  });
  const said = [
    sent.length > 0 ? `${plural(sent.length, 'mail')} sent` : '',
    ...refused.map(({ to, answer }) => `refused for good by the server for ${tidy(to)}: ${tidy(answer)}`),
    waiting.length > 0 ? `${plural(waiting.length, 'mail')} waits in .assay/outbox` : '',
    problem === null ? '' : tidy(problem),
  ];
  return said.filter((part) => part !== '').join('; ') || 'no mail waits';
};

export const mailOptions = (
  { project }: LoadedProject,
  { page, remind }: Pick<MailOptions, 'page' | 'remind'>,
): MailOptions | undefined =>
  project.mail && {
    from: project.mail.from,
    to: project.mail.to,
    owners: project.mail.owners,
    when: project.mail.when,
    remind,
    page,
  };

/** Puts a run's mail into the outbox and tries to send it. Says what happened; undefined where there is nothing to say. */
export const deliver = async (
  report: Report,
  {
    loaded,
    effects,
    page,
    remind,
  }: { loaded: LoadedProject; effects: Effects; page: string; remind?: number | undefined },
): Promise<string | undefined> => {
  const options = mailOptions(loaded, { page, remind });
  if (!options) return undefined;
  const mails = await renderMails(report, options);
  for (const mail of mails) await put(stateFolder(loaded), mail);
  return mails.length === 0 ? undefined : flushOutbox(loaded, effects);
};

/** The same for a run that is over: nothing that befalls its mail changes what came of it. */
export const tryToDeliver: typeof deliver = (report, around) =>
  deliver(report, around).catch((error: unknown) => {
    const said = error instanceof Error ? error.message : String(error);
    return `the mail of this run could not be made: ${tidy(said)}; try again with: assay mail`;
  });
