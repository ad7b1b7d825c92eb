import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService } from 'yaml-language-server';

const here = (path: string) => new URL(`../../../${path}`, import.meta.url);
const schema = readFileSync(here('checks/contract.schema.json'), 'utf8');

/** The YAML language server that editors run, without the editor. */
const server = () => {
  const service = getLanguageService({
    schemaRequestService: async () => schema,
    workspaceContext: { resolveRelativePath: (path: string) => path },
    telemetry: {
      send: () => {},
      sendTrack: () => {},
      sendError: (name: string, error: unknown) => {
        throw new Error(name, { cause: error });
      },
    },
  });
  service.configure({
    validate: true,
    completion: true,
    hover: true,
    schemas: [{ uri: 'file:///contract.schema.json', fileMatch: ['*.yml'] }],
  });
  return service;
};

// The server remembers documents by address and version.
let version = 0;
const open = (text: string) => TextDocument.create('file:///orders.yml', 'yaml', ++version, text);
const service = server();

it('finds nothing wrong in the real contracts', async () => {
  for (const folder of ['bronze', 'silver', 'gold'])
    for (const file of readdirSync(here(`checks/${folder}`)).filter((name) => !name.startsWith('_'))) {
      const found = await service.doValidation(open(readFileSync(here(`checks/${folder}/${file}`), 'utf8')), false);
      expect(found, file).toEqual([]);
    }
});

it('completes kinds and keys', async () => {
  const text = 'table: gold.orders\nchecks:\n  - \n';
  const { items } = await service.doComplete(open(text), { line: 2, character: 4 }, false);
  const labels = items.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(['reconcile', 'cohort', 'where', 'severity']));
});

it('explains a kind where the mouse rests on it', async () => {
  const text = 'table: gold.orders\ncolumns:\n  total: { not_null: true }\n';
  const hover = await service.doHover(open(text), { line: 2, character: 13 });
  expect(JSON.stringify(hover?.contents)).toMatch(/Every row has a value in the column/);
});

it('underlines what is wrong', async () => {
  const text = 'table: gold.orders\ncolumns:\n  total: { betwen: [1, 4] }\nfreshness: { within: soon }\n';
  const found = await service.doValidation(open(text), false);
  expect(found.map(({ range, message }) => `${range.start.line + 1}: ${message}`).sort()).toEqual([
    '3: Property betwen is not allowed.',
    expect.stringMatching(/^4: .*pattern/i),
  ]);
});
