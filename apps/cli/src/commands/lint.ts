import { problemLine } from '@assay/core';
import { recordProblems } from '@assay/pipeline';
import type { Command } from '../command.ts';
import { drawBlueprint } from '../project/blueprint.ts';
import { loadProject } from '../project/load.ts';

const lint: Command = {
  help: `
usage: assay lint

Holds contracts, models and waivers against each other, without a warehouse and without data.
Says everything that is wrong at once, with file, line and column.

example: assay lint --project examples/online-retail
`,
  options: {},
  run: async ({ flags, effects }) => {
    const loaded = await loadProject(flags, effects);
    const { dataSets, tables, contracts, deferred, ...drawn } = await drawBlueprint(loaded);
    const problems = [...drawn.problems, ...recordProblems(dataSets)];
    for (const note of drawn.notes) effects.stderr.write(`${note}\n`);
    if (flags.json) effects.stdout.write(`${JSON.stringify({ problems })}\n`);
    else if (problems.length > 0) effects.stdout.write(`${problems.map(problemLine).join('\n')}\n`);
    else {
      const later = deferred.size > 0 ? ` (${deferred.size} still to be held against the target)` : '';
      effects.stdout.write(
        `${counted(tables.size, 'table')} and ${counted(contracts.length, 'contract')}${later}, nothing to mend\n`,
      );
    }
    return problems.length > 0 ? 2 : 0;
  },
};

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

export default lint;
