import { UserError } from '@assay/core';
import type { Command } from '../command.ts';

const schemas: Readonly<Record<string, () => Promise<object>>> = {
  contract: async () => (await import('@assay/checks')).contractJsonSchema(),
  defaults: async () => (await import('@assay/checks')).defaultsJsonSchema(),
  report: async () => (await import('@assay/core')).reportSchema(),
  project: async () => (await import('@assay/core')).projectSchema(),
};

const schema: Command = {
  help: `
usage: assay schema [contract | defaults | project | report]

Prints a JSON Schema: of a contract (the default), of _defaults.yml, of assay.yml, or of report.json.

example: assay schema contract > checks/contract.schema.json
`,
  options: {},
  words: { least: 0, most: 1 },
  run: async ({ words, effects }) => {
    const name = words[0] ?? 'contract';
    const load = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (!load) throw new UserError(`there is no schema "${name}"; there are ${Object.keys(schemas).join(', ')}`);
    effects.stdout.write(`${JSON.stringify(await load(), null, 2)}\n`);
    return 0;
  },
};

export default schema;
