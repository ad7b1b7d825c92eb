import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { explainFailure, type Report, UnavailableError, UserError } from '@assay/core';
import { lostOutput, writeAtomically } from '@assay/files';
import { ciOutputs, ciPage } from './ci.ts';
import { exitCode } from './exit-code.ts';
import { formats } from './formats.ts';
import type { Post } from './mail/deliver.ts';
import { readReportFile } from './report-file.ts';
import { type ReporterOptions, reporterOptions } from './reporter-options.ts';
import { VIEWS } from './reporter-views.ts';
import { tameText } from './tame.ts';
import { terminalStyle } from './terminal-style.ts';
import { writeCiOutputs } from './write-ci-outputs.ts';

/** All that the program takes from its surroundings. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable;
  readonly now: () => Date;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

const CANCELLED = 130;
const USAGE = 2;

const HELP = `
usage: assay-reporter <report.json> --out <dir> [--format page,junit] [--mail-from A --mail-to B,C --outbox <dir>]

Makes page, mail and CI output of a finished run; needs no warehouse and no project. Exits as the run's verdict.

  --out <dir>        write there: ${Object.values(VIEWS)
    .map(({ file }) => file)
    .join(', ')}
  --format <names>   ${Object.keys(VIEWS).join(', ')} (all of them)
  --root <dir>       the project's folder as seen from the root of its repository
  --mail-from <a>    who writes
  --mail-to <a,b>    who is written to
  --owners           write also to each owner, about their own tables
  --when <when>      changed, always or never (changed)
  --outbox <dir>     keeps what waits (outbox/) and what was sent (sent/); keep it from run to run

Mail is sent by the server in the environment variable SMTP_URL, and waits where there is none.

example: assay-reporter .assay/latest/report.json --out site --format page,junit
`;

/** Makes the views of a report, sends its mail and gives the exit code of its run. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { cwd, stdout, stderr, signal } = surroundings;
  let code = 0;
  try {
    const options = reporterOptions(args, cwd);
    if (options === undefined) {
      stdout.write(`${HELP.trim()}\n`);
      return 0;
    }
    const report = await readReportFile(options.report);
    code = exitCode(report);
    await writeViews(report, options);
    await print(report, options, surroundings);
    await sendMail(report, options, surroundings);
    const why = await lostOutput(stdout);
    if (why !== undefined) throw new UnavailableError(`standard output could not be written: ${why}`);
    return signal.aborted ? CANCELLED : code;
  } catch (error) {
    const { sentence, code: failure } = explainFailure(error, 'assay-reporter');
    stderr.write(`assay-reporter: ${tameText(sentence)}\n`);
    // Wrong usage goes first; a breach that is known stays known
    return failure === USAGE || code === 0 ? failure : code;
  }
}

/** All or, where a path cannot be written to, none. */
async function writeViews(report: Report, { out, folder, views, root, mail }: ReporterOptions): Promise<void> {
  await refuse('file', folder, `--out ${out} is a file; name a folder`);
  if (mail) await refuse('file', mail.state, `--outbox ${mail.outbox} is a file; name a folder`);
  const files = views.map((name) => ({ ...VIEWS[name], path: join(folder, VIEWS[name].file) }));
  for (const { path, file } of files)
    await refuse(
      'folder',
      path,
      `${join(out, file)} is a folder where a file is to be written; take it away, or name another --out`,
    );
  const texts = await Promise.all(files.map(({ format }) => formats[format].render(report, { root })));
  for (const [at, { path }] of files.entries()) await writeAtomically(path, texts[at] ?? '', 'all');
}

async function refuse(what: 'file' | 'folder', path: string, sentence: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found && found.isDirectory() === (what === 'folder')) throw new UserError(sentence);
}

/** The end of the run for whoever reads the log, then what a CI system takes from it. */
async function print(report: Report, options: ReporterOptions, { env, stdout, stderr }: Surroundings): Promise<void> {
  const { views, chosen, root } = options;
  const page = views.includes('page') ? join(options.out, VIEWS.page.file) : undefined;
  stdout.write(await formats.text.render(report, { ...terminalStyle({ stdout, env }), page }));
  const wanted = new Set<string>(views.map((name) => VIEWS[name].format));
  // Who asks for annotations by name gets them wherever it is
  const asked = chosen && wanted.has('github') ? { ...env, GITHUB_ACTIONS: 'true' } : env;
  await writeCiOutputs(report, {
    outputs: ciOutputs(asked).filter(({ format }) => wanted.has(format)),
    root,
    print: (text) => stdout.write(text),
    note: (sentence) => stderr.write(`${sentence}\n`),
  });
}

async function sendMail(report: Report, options: ReporterOptions, surroundings: Surroundings): Promise<void> {
  if (options.mail === undefined) return;
  const { env, stderr, now, signal } = surroundings;
  const { outbox, state, options: mail } = options.mail;
  const { deliver } = await import('./mail/deliver.ts');
  const smtp: Post['smtp'] = env.SMTP_URL ? { address: env.SMTP_URL } : { missing: 'SMTP_URL is not set' };
  const said = await deliver(
    report,
    { ...mail, page: ciPage(env) ?? pageFile(options) },
    { state, outbox: join(outbox, 'outbox'), smtp, now, signal },
  );
  stderr.write(`${tameText(said ?? 'nothing changed, so nobody is written to')}\n`);
}

function pageFile({ folder, views }: ReporterOptions): string | undefined {
  return views.includes('page') ? resolve(folder, VIEWS.page.file) : undefined;
}
