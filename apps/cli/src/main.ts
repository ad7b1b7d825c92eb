import { parseArgs } from 'node:util';
import { explainFailure, UserError } from '@assay/core';
import type { Command } from './command.ts';
import type { Effects, Surroundings } from './effects.ts';
import { tamed } from './terminal/tamed.ts';

const COMMANDS: Readonly<Record<string, readonly [summary: string, load: () => Promise<{ default: Command }>]>> = {
  gate: ['build the candidate, check it, publish the whole set or refuse it', () => import('./commands/gate.ts')],
  build: ['build a candidate and leave it', () => import('./commands/build.ts')],
  check: ['check the last candidate, or what is published', () => import('./commands/check.ts')],
  publish: ['publish a candidate whose checks passed', () => import('./commands/publish.ts')],
  rollback: ['return to an earlier publication', () => import('./commands/rollback.ts')],
  audit: ['look whether what is published is there, filled and fresh', () => import('./commands/audit.ts')],
  spot: ['profile a table or a column, or run a read-only query', () => import('./commands/spot.ts')],
  report: ['show a finished run as html, markdown, text, json, …', () => import('./commands/report.ts')],
  mail: ['render and send the mail of a run, or flush the outbox', () => import('./commands/mail.ts')],
  sample: ['write the raw files of a believable shop', () => import('./commands/sample.ts')],
  list: ['models, contracts and lineage', () => import('./commands/list.ts')],
  explain: ['what a run would ask, before anything runs', () => import('./commands/explain.ts')],
  lint: ['check contracts and models without a warehouse', () => import('./commands/lint.ts')],
  schema: ['the JSON Schema of contracts and of the report', () => import('./commands/schema.ts')],
  import: ['write contracts from the tests of another tool', () => import('./commands/import.ts')],
  init: ['make a new project', () => import('./commands/init.ts')],
};

const EVERYWHERE = {
  project: { type: 'string' },
  target: { type: 'string' },
  'as-of': { type: 'string' },
  input: { type: 'string' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  wait: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const HELP = `assay: builds gold, checks it, and publishes all of it or nothing

usage: assay <command> [options]

${Object.entries(COMMANDS)
  .map(([name, [summary]]) => `  ${name.padEnd(10)} ${summary}`)
  .join('\n')}

everywhere:
  --project <dir>   the folder with assay.yml (default: this one or one above)
  --target <name>   a target of assay.yml       --as-of <date>   the last whole day
  --input <path>    the folder of raw files     --wait <s>       wait for another run (10)
  --json --quiet --no-color --help

example: assay gate --as-of 2026-01-31
exit codes: 0 nothing failed, 1 the data is bad, 2 usage or configuration, 3 could not tell
`;

const run = async (line: readonly string[], effects: Effects): Promise<number> => {
  const [name, ...rest] = line;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    effects.stdout.write(HELP);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    effects.stdout.write('assay 0.1.0\n');
    return 0;
  }
  const found = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (!found) {
      const { unknownCommand } = await import('./unknown-command.ts');
      effects.stderr.write(`assay: ${unknownCommand(name, Object.keys(COMMANDS))}\n`);
      return 2;
    }
    const { default: command } = await found[1]();
    const options = { ...EVERYWHERE, ...command.options };
    const help = async () => (typeof command.help === 'string' ? command.help : await command.help()).trim();
    if (rest.includes('--help') || rest.includes('-h')) {
      effects.stdout.write(`${await help()}\n`);
      return 0;
    }
    const { values, positionals } = parse(rest, options);
    const empty = Object.entries(values).find(([, value]) => [value].flat().includes(''));
    if (empty) throw new UserError(`--${empty[0]} is given without a value; see assay ${name} --help`);
    const { least, most } = command.words ?? { least: 0, most: 0 };
    if (positionals.length < least || positionals.length > most) {
      const few = positionals.length < least ? 'something is missing' : `"${positionals[most]}" is too much`;
      effects.stderr.write(`assay ${name}: ${few}\n\n${await help()}\n`);
      return 2;
    }
    return await command.run({ flags: values, words: positionals, effects: values.json ? asJson(effects) : effects });
  } catch (error) {
    const { sentence, code } = explainFailure(error, `assay ${name}`);
    effects.stderr.write(`assay ${name}: ${sentence}\n`);
    return code;
  }
};

/** A document has to stay as it is, also what acts in a value. */
const asJson = ({ stdout, ...rest }: Effects): Effects => ({
  ...rest,
  stdout: { ...stdout, isTTY: stdout.isTTY, columns: stdout.columns, write: stdout.writeRaw },
});
/** Runs one command line and gives the exit code: what was not written is never 0. */
export const main = async (line: readonly string[], around: Surroundings): Promise<number> => {
  const effects: Effects = { ...around, stdout: tamed(around.stdout), stderr: tamed(around.stderr) };
  const code = await run(line, effects);
  const loss = await effects.stdout.loss();
  if (loss === undefined) return code;
  const [name = ''] = line;
  effects.stderr.write(`assay${/^\w/.test(name) ? ` ${name}` : ''}: standard output could not be written: ${loss}\n`);
  return code === 0 ? 3 : code;
};

const parse = (args: readonly string[], options: Command['options']) =>
  parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
