import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '@assay/core';
import { isMailbox, mailboxOf } from './mail/mailbox.ts';
import type { MailOptions } from './mail/render-mails.ts';
import { VIEWS, type ViewName } from './reporter-views.ts';
import { oneLine } from './wording.ts';

/** What the arguments of `assay-reporter` ask for. */
export interface ReporterOptions {
  readonly report: string;
  /** The folder as it was named, and where it lies. */
  readonly out: string;
  readonly folder: string;
  readonly views: readonly ViewName[];
  /** A format was asked for by its name. */
  readonly chosen: boolean;
  readonly root: string | undefined;
  readonly mail: MailRequest | undefined;
}

export interface MailRequest {
  readonly options: Pick<MailOptions, 'from' | 'to' | 'owners' | 'when'>;
  /** The folder as it was named, and where it lies. */
  readonly outbox: string;
  readonly state: string;
}

const WHEN = ['changed', 'always', 'never'] as const;

/** Reads the arguments, whose paths start from `cwd`; undefined where help is asked for, `UserError` where they are wrong. */
export function reporterOptions(args: readonly string[], cwd: string): ReporterOptions | undefined {
  const { flags, words } = parse(args);
  if (flags.help) return undefined;
  const [report, ...others] = words;
  if (report === undefined) throw new UserError('no report is named; give the path of a report.json');
  if (others.length > 0) throw new UserError(`one report is taken, and "${others[0]}" is one too many`);
  if (!flags.out) throw new UserError('--out is missing; give the folder to write to');
  return {
    report: resolve(cwd, report),
    out: flags.out,
    folder: resolve(cwd, flags.out),
    views: flags.format === undefined ? (Object.keys(VIEWS) as ViewName[]) : viewsOf(flags.format), // the map's own keys
    chosen: flags.format !== undefined,
    root: flags.root,
    mail: mailOf(flags, cwd),
  };
}

type Flags = ReturnType<typeof parse>['flags'];

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        format: { type: 'string' },
        root: { type: 'string' },
        'mail-from': { type: 'string' },
        'mail-to': { type: 'string' },
        owners: { type: 'boolean' },
        when: { type: 'string' },
        outbox: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return { flags: values, words: positionals };
  } catch (cause) {
    const [sentence = ''] = (cause as Error).message.split('. To specify'); // parseArgs throws errors
    throw new UserError(`${sentence.replace(/\.$/, '')}; see assay-reporter --help`, { cause });
  }
}

function viewsOf(text: string): ViewName[] {
  return [...new Set(listed(text))].map((name) => {
    if (Object.hasOwn(VIEWS, name)) return name as ViewName; // just looked up
    throw new UserError(`there is no format "${name}"; there are ${Object.keys(VIEWS).join(', ')}`);
  });
}

function mailOf(flags: Flags, cwd: string): MailRequest | undefined {
  const { 'mail-from': from, 'mail-to': to, owners, when, outbox } = flags;
  if ([from, to, owners, when, outbox].every((flag) => flag === undefined)) return undefined;
  const needed = { '--mail-from': from, '--mail-to': to, '--outbox': outbox };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
  if (!from || !to || !outbox)
    throw new UserError(`mail needs --mail-from, --mail-to and --outbox; missing: ${missing.join(', ')}`);
  return {
    options: {
      from: address('--mail-from', from),
      to: listed(to).map((one) => address('--mail-to', one)),
      owners: owners === true,
      when: whenOf(when),
    },
    outbox,
    state: resolve(cwd, outbox),
  };
}

function whenOf(text = 'changed'): (typeof WHEN)[number] {
  const when = WHEN.find((one) => one === text);
  if (when === undefined) throw new UserError(`--when takes ${WHEN.join(', ')}, not "${text}"`);
  return when;
}

function address(flag: string, text: string): string {
  if (!/\p{Cc}/u.test(text) && isMailbox(mailboxOf(text))) return text;
  throw new UserError(`${flag} takes mail addresses such as quality@example.com, and "${oneLine(text)}" is none`);
}

function listed(text: string): string[] {
  return text.split(',').map((one) => one.trim());
}
