import { resolve } from 'node:path';
import { UserError } from '@assay/core';
import { preview, renderMails } from '@assay/reporter/mail';
import { type Command, text } from '../command.ts';
import { deliver, flushOutbox, mailOptions } from '../gate/deliver.ts';
import { historyFolder } from '../gate/finish.ts';
import { makeUp } from '../gate/make-up.ts';
import { pageAddress } from '../gate/page-address.ts';
import { loadProject } from '../project/load.ts';
import { reportFrom } from './report.ts';

const mail: Command = {
  help: `
usage: assay mail [--from report.json] [--preview <dir>] | --flush

Renders the mail of a run into the outbox and sends it; the same run's mail is never sent twice.

  --from <file>      a report.json (the last run's)
  --preview <dir>    write what would be sent, and send nothing
  --flush            send what waits in the outbox

example: SMTP_URL=smtp://localhost:2525 assay mail --flush
`,
  options: { from: { type: 'string' }, preview: { type: 'string' }, flush: { type: 'boolean' } },
  run: async ({ flags, effects }) => {
    const loaded = await loadProject(flags, effects);
    if (flags.flush) {
      await makeUp({ loaded, effects, tell: (message) => void effects.stderr.write(`${message}\n`) });
      effects.stdout.write(`${await flushOutbox(loaded, effects)}\n`);
      return 0;
    }
    const report = await reportFrom(flags, effects);
    const page = pageAddress(report.run.id, {
      ...{ mail: loaded.project.mail, history: historyFolder(loaded), env: effects.env },
    });
    const options = mailOptions(loaded, { page });
    if (!options) throw new UserError('assay.yml says nothing of mail; add mail: with from and to');
    const dir = text(flags, 'preview');
    if (dir === undefined) {
      effects.stdout.write(
        `${(await deliver(report, { loaded, effects, page })) ?? 'nothing changed, so nobody is written to'}\n`,
      );
      return 0;
    }
    const folder = resolve(effects.cwd, dir);
    await preview(folder, await renderMails(report, { ...options, when: 'always' }));
    effects.stdout.write(`${folder}: what would be sent\n`);
    return 0;
  },
};

export default mail;
