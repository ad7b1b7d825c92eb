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

/** Every contract of the shop and of the example, by its path. */
const contracts = ['checks', 'examples/online-retail/checks'].flatMap((folder) =>
  readdirSync(here(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|[/\\])[^_/\\][^/\\]*\.yml$/.test(file))
    .map((file) => [`${folder}/${file}`, readFileSync(here(`${folder}/${file}`), 'utf8')] as const),
);

it('finds nothing wrong in the real contracts', async () => {
  expect(contracts.length).toBeGreaterThan(20);
  for (const [file, text] of contracts) expect(await service.doValidation(open(text), false), file).toEqual([]);
});

it('underlines a misspelt kind in each of the real contracts, on its line', async () => {
  for (const [file, text] of contracts) {
    const lines = text.split('\n');
    const at = lines.findIndex((line) => /^ {2}- \w+:/.test(line));
    if (at < 0) continue;
    const broken = lines.with(at, (lines[at] ?? '').replace(/- (\w+):/, '- $1x:')).join('\n');
    const found = await service.doValidation(open(broken), false);
    expect(
      found.map(({ range }) => range.start.line),
      file,
    ).toContain(at);
  }
});

it('explains every kind and key of the real contracts where the mouse rests on it', async () => {
  const silent: string[] = [];
  for (const [file, text] of contracts) {
    const document = open(text);
    for (const [line, said] of text.split('\n').entries()) {
      const key = /^(?: {2}- )?(\w+):/.exec(said)?.[1];
      if (key === undefined || key === 'table') continue;
      const hover = await service.doHover(document, { line, character: said.indexOf(key) + 1 });
      if (!/\w{3}/.test(JSON.stringify(hover?.contents ?? ''))) silent.push(`${file}:${line + 1} ${key}`);
    }
  }
  expect(silent).toEqual([]);
});

it('completes what a list of checks begins with in each of the real contracts', async () => {
  for (const [file, text] of contracts) {
    const lines = text.split('\n');
    const at = lines.indexOf('checks:') + 1;
    if (at === 0) continue;
    const { items } = await service.doComplete(
      open(lines.toSpliced(at, 0, '  - ').join('\n')),
      { line: at, character: 4 },
      false,
    );
    const labels = items.map(({ label }) => label);
    expect(labels, file).toEqual(expect.arrayContaining(['holds', 'reconcile', 'row_count', 'because']));
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
