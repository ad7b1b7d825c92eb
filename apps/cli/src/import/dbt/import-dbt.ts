import { readFile, stat } from 'node:fs/promises';
import { UserError } from '@assay/core';
import type { ImportedCheck, Importer } from '../suite.ts';
import { isTableName } from '../table-name.ts';
import { SWITCHED_OFF, Untranslatable } from './dbt-test.ts';
import { readFolder } from './read-folder.ts';
import { readManifest } from './read-manifest.ts';
import { translate } from './translate.ts';

/** Tests of dbt, dbt-utils and dbt-expectations, from a manifest or from the YAML of a folder. */
export const dbt: Importer = {
  takes: 'manifest.json, or a folder of models',
  read: async (path, options) => {
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new UserError(`there is nothing at ${path}; name target/manifest.json or a folder of models`);
    const project = found.isDirectory()
      ? await readFolder(path, options)
      : readManifest(await readFile(path, 'utf8'), path, options);
    const { tests, descriptions } = project;
    const untranslated = [...project.untranslated];
    const checks = new Map<string, ImportedCheck[]>();
    let translated = 0;
    for (const test of tests) {
      const { table, id } = test;
      try {
        if (test.hindrance !== undefined) throw new Untranslatable(test.hindrance);
        if (test.config.enabled === false) throw new Untranslatable(SWITCHED_OFF);
        if (!isTableName(table)) throw new Untranslatable(`a contract cannot speak of a table that is called ${table}`);
        checks.set(table, [...(checks.get(table) ?? []), ...translate(test, project)]);
        translated += 1;
      } catch (error) {
        if (!(error instanceof Untranslatable)) throw error;
        untranslated.push({ table, test: id, reason: error.message });
      }
    }
    const read = tests.length + project.untranslated.length;
    if (read === 0) throw new UserError(`${path} holds no tests of dbt`);
    return {
      tables: [...checks].map(([table, list]) => ({ table, description: descriptions.get(table), checks: list })),
      untranslated,
      tests: read,
      translated,
    };
  },
};
