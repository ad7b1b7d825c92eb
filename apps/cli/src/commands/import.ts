import { stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { UserError } from '@assay/core';
import { makeFolder } from '@assay/files';
import { type Command, type Flags, text, texts } from '../command.ts';
import type { Effects } from '../effects.ts';
import { contractText, writtenChecks } from '../import/contract-text.ts';
import { importers } from '../import/importers.ts';
import type { ImportOptions } from '../import/suite.ts';
import { partsOf } from '../import/table-name.ts';
import { projectRoot } from '../project/load.ts';

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

const optionsOf = (schemas: readonly string[]): ImportOptions => {
  const plain = schemas.filter((schema) => !schema.includes('='));
  const renamed = schemas.filter((schema) => schema.includes('=')).map((pair) => pair.split('=', 2));
  const wrong = [...plain, ...renamed.flat()].find((name) => !/^\w+$/.test(name ?? ''));
  if (wrong !== undefined || plain.length > 1)
    throw new UserError('--schema takes a schema, or there=here for one that is called otherwise here');
  return {
    schema: plain[0] ?? 'gold',
    renamed: new Map(renamed.map(([there = '', here = '']) => [there, here])),
  };
};

/** Where contracts are written: where one says, else with the others of the project that is named. */
const outOf = async (flags: Flags, effects: Effects): Promise<string> => {
  const said = text(flags, 'out');
  if (said !== undefined) return resolve(effects.cwd, said);
  return join(text(flags, 'project') === undefined ? effects.cwd : await projectRoot(flags, effects), 'checks');
};

const command: Command = {
  help: `
usage: assay import dbt <manifest.json | folder of models> [--out <dir>] [--schema <name>] [--force]

Reads the tests of a dbt project and writes them as contracts, one file a table, under --out (default: checks,
of the project that --project names or of this folder).
What cannot be translated is listed with its reason. A contract that is there already stays unless --force is given.

  --schema <name>       the schema of models read from a folder (default: gold)
  --schema there=here   a schema that is called otherwise here; may be given often

example: assay import dbt target/manifest.json --schema analytics=gold && assay lint
`,
  options: {
    out: { type: 'string' },
    schema: { type: 'string', multiple: true },
    force: { type: 'boolean' },
  },
  words: { least: 2, most: 2 },
  run: async ({ flags, words, effects }) => {
    const [tool = '', path = ''] = words;
    const load = Object.hasOwn(importers, tool) ? importers[tool] : undefined;
    if (!load) throw new UserError(`there is no import of ${tool}; there is: ${Object.keys(importers).join(', ')}`);
    const importer = await load();
    const imported = await importer.read(resolve(effects.cwd, path), optionsOf(texts(flags, 'schema')));
    const out = await outOf(flags, effects);
    const files = imported.tables.map((one) => {
      const [schema, name] = partsOf(one.table);
      const written = writtenChecks(one);
      const from = `Written by assay import ${tool}.`;
      return { file: join(out, schema, `${name}.yml`), text: contractText(one, { from, written }), written };
    });
    const there: string[] = [];
    for (const { file } of files) if (await exists(file)) there.push(relative(effects.cwd, file));
    if (there.length > 0 && !flags.force)
      throw new UserError(`${there.join(', ')} would be overwritten; write elsewhere with --out, or add --force`);
    for (const { file, text: content } of files) {
      await makeFolder(dirname(file));
      await writeFile(file, content);
    }
    const { untranslated, tests, translated } = imported;
    const written = files.map(({ file }) => relative(effects.cwd, file));
    const checks = files.flatMap((one) => one.written.map(({ id, tests: stands }) => ({ id, tests: stands })));
    if (flags.json) {
      effects.stdout.write(`${JSON.stringify({ tests, translated, written, checks, untranslated })}\n`);
      return 0;
    }
    const lines = untranslated.map(({ table, test, reason }) => `  ${table ? `${table}: ` : ''}${test}\n    ${reason}`);
    effects.stdout.write(
      [
        `${translated} of ${tests} tests are checks in ${written.length} contracts under ${relative(effects.cwd, out) || '.'}`,
        ...(lines.length > 0 ? ['', 'Not translated:', ...lines] : []),
        '',
        'Next: assay lint',
        '',
      ].join('\n'),
    );
    return 0;
  },
};

export default command;
