import * as z from 'zod';
import { recipe } from '../recipe.ts';

const measure = z.strictObject({
  score: z.string().describe('the column with the score'),
  value: z.string().describe('the column that is scored'),
});
const options = z.strictObject({
  recency: measure.describe('a smaller value is better'),
  frequency: measure,
  monetary: measure,
  total: z.string().describe('the sum of the three scores'),
  score: z.string().optional().describe('the three scores side by side, as text'),
  segment: z.string().describe('the column with the segment'),
  segments: z.record(z.string(), z.string()).describe('each segment with the scores that belong to it, as a predicate'),
  best: z.int().min(2).max(10).default(4).describe('the best score; 1 is the worst'),
});

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const rfm = recipe({
  name: 'rfm',
  summary:
    'Scores lie in their range and follow the values, equal values have equal scores, segments cover every triple of scores exactly once.',
  options,
  claims: ({ recency, frequency, monetary, total, score, segment, segments, best }, table) => {
    const measures = [recency, frequency, monetary];
    const scores = measures.map((one) => one.score);
    const rules = Object.entries(segments);
    const scale = Array.from({ length: best }, (_, i) => `select ${i + 1} as score`).join(' union all ');
    const triples = `select ${scores.map((name, i) => `s${i}.score as ${name}`).join(', ')} from ${scores
      .map((_, i) => `(${scale}) s${i}`)
      .join(' cross join ')}`;
    const matched = rules.map(([, rule]) => `case when ${rule} then 1 else 0 end`).join(' + ');
    return [
      ...scores.map((column) => ({
        name: `${column} is 1 to ${best}`,
        kind: 'between',
        options: [1, best],
        column,
      })),
      { name: `${total} is the sum of the scores`, kind: 'holds', options: `${total} = ${scores.join(' + ')}` },
      ...(score
        ? [
            {
              name: `${score} is the scores side by side`,
              kind: 'holds',
              options: `${score} = ${scores.map((name) => `cast(${name} as string)`).join(' || ')}`,
            },
          ]
        : []),
      ...measures.map((one) => ({
        name: `equal ${one.value} gives equal ${one.score}`,
        kind: 'sql',
        options: `select ${one.value}, count(distinct ${one.score}) as scores from ${table} group by ${one.value} having count(distinct ${one.score}) > 1`,
      })),
      ...measures.map((one) => ({
        name: `${one.score} follows ${one.value}`,
        kind: 'sql',
        options: `select * from (select score, low, lag(${one === recency ? 'low' : 'high'}) over (order by score) as before, high from (select ${one.score} as score, min(${one.value}) as low, max(${one.value}) as high from ${table} group by ${one.score}) ranges) steps where ${one === recency ? 'high >= before' : 'low <= before'}`,
      })),
      {
        name: 'every triple of scores belongs to exactly one segment',
        kind: 'sql',
        options: `select * from (select ${scores.join(', ')}, ${matched} as segments from (${triples}) triples) matched where segments <> 1`,
      },
      {
        name: `${segment} is the one of its scores`,
        kind: 'holds',
        options: `${segment} = case ${rules.map(([name, rule]) => `when ${rule} then ${quoted(name)}`).join(' ')} end`,
      },
    ];
  },
  examples: [
    {
      title: 'a score that ranks against its value, a wrong total and a wrong segment',
      check: `- rfm:
    recency: { score: r, value: days }
    frequency: { score: f, value: orders }
    monetary: { score: m, value: spent }
    total: total
    segment: segment
    best: 2
    segments:
      Best: r = 2 and f = 2
      Rest: not (r = 2 and f = 2)`,
      given: {
        'shop.rfm': {
          columns:
            'id bigint, days integer, orders integer, spent decimal(18,2), r integer, f integer, m integer, total integer, segment varchar',
          grain: ['id'],
          rows: '[[1, 3, 9, 100, 2, 2, 2, 6, Best], [2, 90, 1, 5, 1, 1, 2, 4, Rest], [3, 80, 1, 50, 1, 2, 1, 5, Best]]',
        },
      },
      fails: [
        'total is the sum of the scores',
        'equal orders gives equal f',
        'f follows orders',
        'm follows spent',
        'segment is the one of its scores',
      ],
    },
    {
      title: 'segments that leave a triple out, and another that is in two',
      check: `- rfm:
    recency: { score: r, value: days }
    frequency: { score: f, value: orders }
    monetary: { score: m, value: spent }
    total: total
    segment: segment
    best: 2
    segments: { Best: r = 2 and f = 2, Good: r = 2 }`,
      given: {
        'shop.rfm': {
          columns:
            'id bigint, days integer, orders integer, spent decimal(18,2), r integer, f integer, m integer, total integer, segment varchar',
          rows: '[[1, 3, 9, 100, 2, 2, 2, 6, Best]]',
        },
      },
      fails: ['every triple of scores belongs to exactly one segment'],
    },
  ],
});
