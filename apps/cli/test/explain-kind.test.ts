import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { assay as run } from './program.ts';

/** No project is needed, so none is there. */
const explain = (...words: string[]) => run(['explain', '--kind', ...words], { cwd: tmpdir() });

it('explains a foreign name in every tool that has it: our kind, NULL, options, YAML, SQL, difference', async () => {
  const { code, stdout } = await explain('expect_column_values_to_be_between');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^expect_column_values_to_be_between \(dbt-expectations\)\n/);
  expect(stdout).toContain(
    '\nexpect_column_values_to_be_between (Great Expectations)\n  is here: between. Values lie within',
  );
  expect(stdout).toContain(
    'NULL and empty: NULLs are not judged; their number is reported. A table without rows is skipped.',
  );
  expect(stdout).toContain('a list: the least and the greatest value allowed');
  expect(stdout).toContain('    - between: [0, 100]\n      column: total\n');
  expect(stdout).toContain('"total" < 0 or "total" > 100');
  expect(stdout).toContain('differs: Both ends count');
});

it('explains a kind of ours, and a recipe', async () => {
  expect((await explain('no_overlap')).stdout).toContain('options of no_overlap:');
  expect((await explain('rfm')).stdout).toContain('segments:');
});

it('says of what is not here where it will come', async () => {
  const { code, stdout } = await explain('anomaly detection');
  expect(code).toBe(0);
  expect(stdout).toContain('Not here: it compares with the past; it comes as the kind `anomaly`');
});

it('gives one JSON document', async () => {
  const { found } = JSON.parse((await explain('hasUniqueness', '--json')).stdout);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    name: 'hasUniqueness',
    tool: 'Deequ / PyDeequ',
    is: [{ name: 'unique_share' }],
    example: '- unique_share: { at_least: 50% }\n  column: email',
  });
});

describe('a name that nobody has', () => {
  it.each([
    ['expect_column_to_exists', /did you mean expect_column_to_exist\b/],
    ['betwen', /did you mean between\b/],
    ['zzzz', /docs\/checks\.md lists them all/],
  ])('%s ends in one sentence', async (name, said) => {
    const { code, stderr, stdout } = await explain(name);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(said);
    expect(stderr.trim()).not.toContain('\n');
  });
});
