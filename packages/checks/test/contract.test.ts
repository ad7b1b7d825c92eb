import { describe, expect, it } from 'vitest';
import { makeChecks, parseContracts } from '../src/index.ts';

const read = (...texts: readonly string[]) =>
  parseContracts(texts.map((text, i) => ({ file: `checks/${i}.yml`, text, layer: i, builtIn: i > 0 })));

const told = ({ problems }: ReturnType<typeof parseContracts>) =>
  problems.map(({ message, file, line, column }) => `${file}:${line}:${column} ${message}`);

const dialect = {
  id: (name: string) => `"${name}"`,
  literal: (value: unknown) => JSON.stringify(value),
  rowAsJson: (alias: string) => alias,
  fingerprint: (expressions: readonly string[]) => expressions.join(),
  percentiles: (expression: string) => [expression],
};
const made = (contracts: ReturnType<typeof parseContracts>['contracts'], extra = {}) =>
  makeChecks({
    contracts,
    tables: new Map([
      [
        'gold.scores',
        {
          grain: ['customer_id'],
          columns: [
            { name: 'customer_id', type: 'bigint' },
            { name: 'recency_score', type: 'integer' },
            { name: 'segment', type: 'varchar' },
            { name: 'scored_on', type: 'date' },
          ],
        },
      ],
      ['gold.other', { grain: [], columns: [{ name: 'k', type: 'varchar' }] }],
    ]),
    asOf: '2025-12-31',
    settings: { home_country: 'PT' },
    dialect,
    physical: (schema, name) => `${schema}.${name}`,
    ...extra,
  });
const complaints = (text: string) => {
  const { contracts, problems } = read(text);
  return [...problems, ...made(contracts).problems].map(({ message, line }) => `${line}: ${message}`);
};

it('says everything that is wrong at once, each with its place and what may have been meant', () => {
  expect(
    told(
      read(`table: gold.scores
ownr: me@example.com
columns:
  recency_score: { betwen: [1, 4], not_null: yes please }
  segment: { one_of: [] }
checks:
  - row_count: { at_leest: 1 }
  - holds: a = b
    warn: 5
freshness: { within: soon }
`),
    ),
  ).toEqual([
    'checks/0.yml:2:1 unknown key ownr; did you mean owner?',
    'checks/0.yml:4:20 unknown key betwen; did you mean between?',
    'checks/0.yml:4:36 expected true; found "yes please"',
    'checks/0.yml:5:14 expected at least 1 of them; found []',
    'checks/0.yml:7:18 unknown key at_leest; did you mean at_least?',
    'checks/0.yml:9:5 expected a limit such as "> 0" or "> 1%"; found 5',
    'checks/0.yml:10:14 expected a duration such as 24h, 2d or 90m; found "soon"',
  ]);
});

it.each([
  ['a list', '- table: gold.scores', /a YAML mapping/],
  ['prose', 'not yaml at all: [', /not YAML/],
  ['nothing', '', /a YAML mapping/],
  ['two documents', 'table: gold.a\n---\ntable: gold.b', /not YAML/],
  ['five megabytes', `table: gold.a\ndescription: ${'x'.repeat(5_000_000)}`, /at most 1000000/],
  [
    'aliases that expand endlessly',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: &d [${'*c,'.repeat(9)}]\ntable: *d`,
    /alias/i,
  ],
  [
    'an alias of itself',
    'table: gold.a\ncolumns: { b: { one_of: &o [a, *o] } }',
    /^an alias stands within what it stands for$/,
  ],
  ['a list without end', `table: gold.a\nchecks: &c\n  - *c`, /^an alias stands within what it stands for$/],
  ['brackets without end', '['.repeat(20_000), /nested too deeply/],
])('refuses %s in one sentence', (_, text, sentence) => {
  const { problems } = read(text);
  expect(problems.map(({ message }) => message).join()).toMatch(sentence);
  expect(problems.every(({ line }) => (line ?? 0) > 0)).toBe(true);
  expect(problems.length).toBeLessThan(4);
});

it('holds names and types against the real tables before anything is asked', () => {
  expect(
    complaints(`table: gold.scores
pii: [emial]
columns:
  recencey_score: { not_null: true }
  segment: { type: integer, between: [1, 4] }
  scored_on: { no_gaps: { every: day, by: [segmnt] }, between: [4, 1] }
  customer_id: { references: gold.other.k, matches: x }
checks:
  - holds: recency_scor > 0 and segment <> 'recency_scor'
  - references: { columns: [customer_id], to: gold.othr }
  - row_count: { equals: { table: gold.nothing } }
  - row_count: { at_least: 1 }
    warn: "> 1"
    name: no limits here
  - sql: select 1 from gold.scores
    where: segment = 'x'
  - between: [1, 2]
  - holds: a = 1
    column: segment
  - holds: (a = 1
    name: unclosed
  - holds: segment = :home_contry
    name: parameter
  - sql: drop table gold.scores
    name: writes
  - sql: select 1; select 2
    name: two
  - sql: with x as (delete from gold.scores returning *) select * from x
    name: hidden
`),
  ).toMatchInlineSnapshot(`
    [
      "4: gold.scores has no column recencey_score; did you mean recency_score?",
      "2: gold.scores has no column emial",
      "5: gold.scores.segment is varchar, not integer",
      "5: 1 is no text value, which segment has; write text, a number in quotes",
      "5: 4 is no text value, which segment has; write text, a number in quotes",
      "6: 4 is no date value, which scored_on has; write a day that there is, such as 2026-01-31",
      "6: 1 is no date value, which scored_on has; write a day that there is, such as 2026-01-31",
      "6: gold.scores has no column segmnt; did you mean segment?",
      "7: customer_id is bigint, not text, so nothing matches",
      "7: customer_id is bigint and gold.other.k is varchar: they are never equal; cast one of them where it is built, or switch the check off (disable: gold.scores.customer_id.references)",
      "9: gold.scores has no column recency_scor; did you mean recency_score?",
      "10: there is no table gold.othr; did you mean gold.other?",
      "11: there is no table gold.nothing",
      "12: row_count has no failing rows to count; write severity: instead of limits",
      "15: sql does not narrow its rows; where: has no meaning",
      "17: between needs a column: write column: beside it",
      "18: holds is on the whole table; write it under checks:",
      "20: a ( is never closed, in: (a = 1",
      "22: there is no parameter :home_contry; did you mean home_country?",
      "24: it has to be one select (with is allowed), in: drop table gold.scores",
      "26: it holds more than one statement, in: select 1; select 2",
      "28: delete writes; offenders are only read, in: with x as (delete from gold.scores returning *) select * from x",
    ]
  `);
});

it('reads an expression as carefully where rows are narrowed as where they are not', () => {
  expect(
    complaints(`table: gold.scores
checks:
  - holds: recency_scor > 0
    where: segment = 'x'
  - not_null: true
    column: segment
    where: recency_scor > 0
  - holds: (recency_score > 0
    where: segment = 'x'
    name: unclosed
`),
  ).toEqual([
    '3: gold.scores has no column recency_scor; did you mean recency_score?',
    '5: gold.scores has no column recency_scor; did you mean recency_score?',
    '8: a ( is never closed, in: (recency_score > 0',
  ]);
});

it('weighs a changed check anew: a severity does away with limits, limits with a severity', () => {
  const changedTo = (change: string) => {
    const { contracts } = read(
      `table: gold.scores\nchange: { gold.scores.segment.not_null: ${change} }`,
      'table: gold.scores\nchecks:\n  - { not_null: true, column: segment, warn: "> 0", error: "> 1%" }',
    );
    const { checks } = made(contracts);
    const { warn, error } = checks.find(({ id }) => id === 'gold.scores.segment.not_null') ?? {};
    return [warn?.above, error?.above];
  };
  expect(changedTo('{ severity: warn }')).toEqual([0, undefined]);
  expect(changedTo('{ severity: error }')).toEqual([undefined, 0]);
  expect(changedTo('{ error: "> 5" }')).toEqual([undefined, 5]);
  expect(changedTo('{ because: we care }')).toEqual([0, '1%']);
});

it.each([
  ['(?=x)', /looks around.*DuckDB cannot do/],
  ['(a', /is no regular expression/],
  ['a{5,2}', /is no regular expression/],
])('refuses the regular expression %s, which an engine cannot run, before it is asked', (pattern, said) => {
  expect(complaints(`table: gold.scores\ncolumns: { segment: { matches: '${pattern}' } }`)).toEqual([
    expect.stringMatching(said),
  ]);
});

it('refuses numbers that would lose digits, and takes them in quotes', () => {
  const between = (value: string) =>
    complaints(`table: gold.scores\ncolumns:\n  customer_id: { between: { at_most: ${value} } }`);
  expect(between('9007199254740993')).toEqual([
    '3: 9007199254740993 has more digits than a number keeps here; put it in quotes',
  ]);
  expect(between('0.12345678901234567')).toHaveLength(1);
  for (const value of ['"9007199254740993"', '9007199254740992', '0.1234', '-5', '1000000000000000000000'])
    expect(between(value)).toEqual([]);
  expect(between('"many"')).toEqual([
    expect.stringMatching(/^3: "many" is no integer value, which customer_id has; write a number/),
  ]);
});

it('refuses a column called __proto__, of which every check would be lost', () => {
  expect(complaints('table: gold.scores\ncolumns:\n  __proto__: { not_null: true }')).toEqual([
    '3: __proto__ cannot be a name here; give the column another one in a view',
  ]);
});

it('demands nothing of a table without columns but that it is there and filled', () => {
  const bare = { tables: new Map([['gold.scores', { grain: [], columns: [] }]]) };
  expect(made(read('table: gold.scores').contracts, bare).checks.map(({ id }) => id)).toEqual([
    'gold.scores.not_empty',
  ]);
  const { problems } = made(read('table: gold.scores\ncolumns: { segment: { not_null: true } }').contracts, bare);
  expect(problems.map(({ message }) => message)).toEqual(['gold.scores has no column segment']);
});

it('finds limits that contradict each other', () => {
  expect(
    complaints(`table: gold.scores
checks:
  - row_count: { at_least: 5, at_most: 4 }
  - share: { of: recency_score > 1, at_least: 10%, at_most: 5% }
  - holds: recency_score > 1
    warn: "> 10"
    error: "> 5"
  - holds: recency_score > 1
    name: twice
    severity: warn
    error: "> 5"
  - { not_null: true, column: segment, error: "> 100%" }
change:
  gold.scores.segment.not_null: { severity: error, warn: "> 1" }
`),
  ).toEqual([
    '14: severity and limits contradict each other; write warn: and error: alone',
    '5: the limit of warn: is never reached before that of error:',
    '8: severity and limits contradict each other; write warn: and error: alone',
    '12: a limit of 100% or more is never exceeded',
    '3: at least 5 and at most 4 rows holds for nothing',
    '4: at least 10% and at most 5% holds for nothing',
  ]);
});

it('asks for a name where two checks would have the same id', () => {
  expect(
    complaints(`table: gold.scores
checks:
  - holds: recency_score > 0
  - holds: recency_score < 9
  - holds: recency_score < 9
    name: small
`),
  ).toEqual([
    '4: gold.scores.holds is demanded already (checks/0.yml:3); give this one a name:, or say change: to change that one',
  ]);
});

it('lays a project over the built-in layer: adds, changes and switches off by id', () => {
  const { contracts, problems } = read(
    `table: gold.scores
owner: us@example.com
change:
  gold.scores.recency_score.between: { options: [1, 9], severity: warn, because: nine bands here }
disable:
  gold.scores.segment.one_of: our segments are our own
columns:
  scored_on: { not_null: true }
`,
    `table: gold.scores
owner: them@example.com
description: Scores.
columns:
  recency_score: { between: [1, 4] }
  segment: { one_of: [a, b] }
`,
  );
  expect(problems).toEqual([]);
  const { checks, disabled, problems: wrong } = made(contracts);
  expect(wrong).toEqual([]);
  expect(disabled).toEqual([{ id: 'gold.scores.segment.one_of', why: 'our segments are our own' }]);
  expect(contracts[0]).toMatchObject({ owner: 'us@example.com', description: 'Scores.' });
  expect(checks.filter(({ table }) => table === 'gold.scores').map(({ id }) => id)).toEqual([
    'gold.scores.scored_on.not_null',
    'gold.scores.recency_score.between',
    'gold.scores.not_empty',
    'gold.scores.customer_id.not_null',
    'gold.scores.customer_id.unique',
  ]);
  const between = checks.find(({ kind }) => kind === 'between');
  expect(between).toMatchObject({
    name: 'recency_score is between 1 and 9',
    because: 'nine bands here',
    error: undefined,
  });
});

it('is silent about built-in contracts of tables that a project does not have, and not about its own', () => {
  const { contracts } = read('table: gold.mising', 'table: gold.elsewhere');
  expect(made(contracts).problems.map(({ message }) => message)).toEqual(['there is no table gold.mising']);
});

it('refuses to change what is not there', () => {
  expect(
    complaints(
      'table: gold.scores\ndisable: { gold.scores.segment.on_of: too slow }\ncolumns: { segment: { one_of: [a] } }',
    ),
  ).toEqual(['2: there is no check gold.scores.segment.on_of; did you mean gold.scores.segment.one_of?']);
});

it('gives every table its implied checks, contract or not', () => {
  expect(made([]).checks.map(({ id }) => id)).toEqual([
    'gold.scores.not_empty',
    'gold.scores.customer_id.not_null',
    'gold.scores.customer_id.unique',
    'gold.other.not_empty',
  ]);
});

describe('_defaults.yml', () => {
  const files = (texts: Readonly<Record<string, string>>) =>
    parseContracts(Object.entries(texts).map(([file, text]) => ({ file, text, layer: 0 })));
  const heads = (texts: Readonly<Record<string, string>>) => {
    const { contracts, problems } = files(texts);
    expect(problems).toEqual([]);
    return contracts.map(({ table, owner, tags, domain }) => [table, owner, tags, domain]);
  };

  it('says for the contracts of its folder and below what they do not say themselves; the nearest counts', () => {
    expect(
      heads({
        'checks/_defaults.yml': 'owner: shop@example.com\ntags: [all]',
        'checks/gold/_defaults.yml': 'owner: gold@example.com\ntags: [core]\ndomain: sales',
        'checks/gold/a.yml': 'table: gold.a\ntags: [money]\ndomain: finance',
        'checks/gold/deep/c.yml': 'table: gold.c\nowner: c@example.com',
        'checks/golden/d.yml': 'table: golden.d',
        'checks/silver/b.yml': 'table: silver.b',
      }),
    ).toEqual([
      ['gold.a', 'gold@example.com', ['money', 'core', 'all'], 'finance'],
      ['gold.c', 'c@example.com', ['core', 'all'], 'sales'],
      ['golden.d', 'shop@example.com', ['all'], null],
      ['silver.b', 'shop@example.com', ['all'], null],
    ]);
  });

  it('says for a tag more than for a folder, and less than the contract itself', () => {
    const tagged = 'owner: shop@example.com\ntagged:\n  money: { owner: finance@example.com, domain: money }';
    expect(
      heads({
        'checks/_defaults.yml': `${tagged}\n  late: { owner: night@example.com, domain: late }`,
        'checks/gold/_defaults.yml': 'tags: [late]',
        'checks/a.yml': 'table: gold.a\ntags: [money]',
        'checks/b.yml': 'table: gold.b\ntags: [money]\nowner: b@example.com',
        'checks/c.yml': 'table: gold.c',
        'checks/gold/d.yml': 'table: gold.d\ntags: [money]',
        'checks/gold/e.yml': 'table: gold.e',
      }).map(([table, owner, , domain]) => [table, owner, domain]),
    ).toEqual([
      ['gold.a', 'finance@example.com', 'money'],
      ['gold.b', 'b@example.com', 'money'],
      ['gold.c', 'shop@example.com', null],
      ['gold.d', 'finance@example.com', 'money'],
      ['gold.e', 'night@example.com', 'late'],
    ]);
  });

  it('gives a check with a tag the owner and runbook of that tag, before those of its table', () => {
    const { contracts, problems } = files({
      'checks/_defaults.yml': 'tagged: { privacy: { owner: dpo@example.com, runbook: "https://wiki/privacy" } }',
      'checks/a.yml': `table: gold.scores
owner: crm@example.com
checks:
  - { not_null: true, column: segment, tags: [privacy] }
  - { unique: true, column: segment, tags: [privacy], owner: ada@example.com }
  - { not_null: true, column: scored_on }
`,
    });
    expect(problems).toEqual([]);
    const { checks } = made(contracts);
    expect(checks.slice(0, 3).map(({ owner, runbook }) => [owner, runbook])).toEqual([
      ['dpo@example.com', 'https://wiki/privacy'],
      ['ada@example.com', 'https://wiki/privacy'],
      ['crm@example.com', null],
    ]);
  });

  it('says with line and column what is wrong in it', () => {
    expect(
      told(
        files({
          'checks/gold/_defaults.yml': 'ownr: x\ntagged: { money: { tags: [a] } }',
          'checks/silver/_defaults.yml': 'tagged:\n  mony: { owner: x }',
          'checks/a.yml': 'table: gold.a\ntags: [money]',
        }),
      ),
    ).toEqual([
      'checks/gold/_defaults.yml:1:1 unknown key ownr; did you mean owner?',
      'checks/gold/_defaults.yml:2:20 unknown key tags',
      'checks/silver/_defaults.yml:2:3 no contract has the tag mony; did you mean money?',
    ]);
  });
});

it('refuses a picture of columns that are not there, of two shapes, or with a figure that its sentence cannot have', () => {
  const chart = (body: string) =>
    `table: gold.bakeries\nchart:\n  id: loaves\n  title: Loaves\n  unit: loaves\n${body}`;
  const bars = (finding: string) => chart(`  finding: '${finding}'\n  bars: { label: town, value: loaves }\n`);
  const problemsOf = (text: string) =>
    parseContracts([{ file: 'b.yml', text, layer: 0 }]).problems.map(({ message }) => message);
  expect(problemsOf(bars('{label} bakes most'))).toEqual([]);
  expect(problemsOf(bars('{sum} loaves')).join()).toContain('the finding of bars knows {label}, {value}, not {sum}');
  expect(problemsOf(chart("  finding: 'none'\n")).join()).toContain('a chart is one of series, triangle and bars');
  const { contracts } = parseContracts([{ file: 'b.yml', text: bars('{label}'), layer: 0 }]);
  expect(contracts[0]?.mentions.map(({ column }) => column)).toEqual(['town', 'loaves']);
});
