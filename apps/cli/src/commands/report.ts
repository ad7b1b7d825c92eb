import { join, resolve } from 'node:path';
import { UserError } from '@assay/core';
import { writeAtomically } from '@assay/files';
import { exitCode, formats, readReportFile } from '@assay/reporter';
import { type Command, type Flags, text } from '../command.ts';
import type { Effects } from '../effects.ts';
import { latestFolder, textStyle } from '../gate/finish.ts';
import { makeUp } from '../gate/make-up.ts';
import { loadProject, projectRoot } from '../project/load.ts';
import { folderInRepository } from '../project/repository.ts';

/** The folder of the last run, told of by now where it was stopped before. */
const lastRun = async (flags: Flags, effects: Effects): Promise<string> => {
  const loaded = await loadProject(flags, effects);
  await makeUp({ loaded, effects, tell: (message) => void effects.stderr.write(`${message}\n`) });
  return latestFolder(loaded);
};

/** The report that a command is about: a file that was named, or the project's last run. */
export const reportFrom = async (flags: Flags, effects: Effects) => {
  const named = text(flags, 'from');
  const file = named ? resolve(effects.cwd, named) : join(await lastRun(flags, effects), 'report.json');
  return readReportFile(file, named ? `there is no file ${named}` : 'no run has been finished yet; run: assay gate');
};

/** Formats that point at files want to know where the project lies; a report from elsewhere needs none. */
const projectFolder = async (flags: Flags, effects: Effects): Promise<string> => {
  const root = await projectRoot(flags, effects).catch(() => undefined);
  return root === undefined ? '' : folderInRepository(root, effects.env);
};

const formatNamed = (name: string) => {
  if (Object.hasOwn(formats, name)) return formats[name as keyof typeof formats]; // just looked up
  throw new UserError(`there is no format "${name}"; there are ${Object.keys(formats).join(', ')}`);
};

const report: Command = {
  help: `
usage: assay report [--from report.json] [--format text] [--out file]

Shows a finished run in any form; needs no warehouse. Exits as the run's verdict.

  --from <file>      a report.json (the last run's)
  --format <name>    ${Object.keys(formats).join(', ')}
  --out <file>       write there instead of the terminal

example: assay report --format markdown --out summary.md
`,
  options: { from: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
  run: async ({ flags, effects }) => {
    const format = formatNamed(text(flags, 'format') ?? (flags.json ? 'json' : 'text'));
    const found = await reportFrom(flags, effects);
    const rendered = await format.render(found, {
      ...textStyle(flags, effects),
      root: await projectFolder(flags, effects),
    });
    const out = text(flags, 'out');
    if (out)
      await writeAtomically(resolve(effects.cwd, out), rendered, 'all').catch((error) => {
        if (error.code !== 'EISDIR') throw error;
        throw new UserError(`--out ${out} is a folder; name a file in it`);
      });
    else effects.stdout.writeRaw(rendered.endsWith('\n') ? rendered : `${rendered}\n`);
    return exitCode(found);
  },
};

export default report;
