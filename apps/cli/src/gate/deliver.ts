import { join } from 'node:path';
import type { Report } from '@assay/core';
import { deliver as deliverMails, type MailOptions, type Post, sendOutbox, tidy } from '@assay/reporter/mail';
import type { Effects } from '../effects.ts';
import { unseenInAddress } from '../project/credentials.ts';
import { fillIn, missingVariables } from '../project/environment.ts';
import type { LoadedProject } from '../project/load.ts';

export const stateFolder = ({ root }: LoadedProject): string => join(root, '.assay');

/** Sends what waits in the outbox and says what came of it. */
export const flushOutbox = (loaded: LoadedProject, effects: Pick<Effects, 'env' | 'now' | 'signal'>): Promise<string> =>
  sendOutbox(postOf(loaded, effects));

const postOf = (loaded: LoadedProject, { env, now, signal }: Pick<Effects, 'env' | 'now' | 'signal'>): Post => {
  const smtp = loaded.project.mail?.smtp;
  const missing = smtp === undefined ? [] : missingVariables(smtp, env);
  const address = (): Post['smtp'] => {
    if (smtp === undefined) return { missing: 'assay.yml names no smtp server' };
    if (missing.length > 0) return { missing: `${missing.join(' and ')} is not set` };
    const address = fillIn(smtp, env, 'mail.smtp');
    const unseen = unseenInAddress(address);
    return unseen ? { missing: unseen } : { address };
  };
  return { state: stateFolder(loaded), outbox: '.assay/outbox', smtp: address(), now, signal };
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
  return options && deliverMails(report, options, postOf(loaded, effects));
};

export interface Delivered {
  /** What is to be said of it; undefined for nothing. */
  readonly said: string | undefined;
  /** The mail is neither sent nor in the outbox. */
  readonly isLeft: boolean;
}

/** The same for a run that is over: nothing that befalls its mail changes what came of it. */
export const tryToDeliver = (...delivery: Parameters<typeof deliver>): Promise<Delivered> =>
  deliver(...delivery).then(
    (said) => ({ said, isLeft: false }),
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      return { said: `the mail of this run could not be made: ${tidy(why)}; try again with: assay mail`, isLeft: true };
    },
  );
