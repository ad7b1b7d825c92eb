import * as z from 'zod';

/** What `chart:` of a contract may say: the one picture that a table gives to the page. */
export const chartDeclaration = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens')
      .describe('the name of the picture on the page'),
    title: z.string().min(1),
    unit: z.string().min(1).describe('what its numbers count'),
    finding: z
      .string()
      .min(1)
      .describe(
        'the sentence that says what is to be seen; series know {sum}, {mean}, {last}, bars {label}, {value}, triangles {mean}',
      ),
    order: z.int().default(100).describe('pictures with a smaller number come first on the page'),
    series: z
      .strictObject({
        over: z.string().describe('the column of dates or periods, one row each'),
        lines: z.record(z.string(), z.string()).describe('columns, and what each line is called'),
        last: z.int().positive().max(1000).default(180).describe('so many of the newest rows are shown'),
        finding_over: z
          .int()
          .positive()
          .default(30)
          .describe('so many of the newest rows give the finding its figures'),
        flags: z.literal('weekday').optional().describe('days far from the usual of their weekday are flagged'),
      })
      .optional()
      .describe('lines over time'),
    triangle: z
      .strictObject({
        row: z.string().describe('the column of groups, such as the month of a cohort'),
        step: z.string().describe('the column that counts from 0, such as months since then'),
        size: z.string().describe('the column with the size of the group'),
        value: z.string().describe('the column that is shown'),
        steps: z.int().positive().max(60).default(12),
        rows: z.int().positive().max(60).default(13).describe('so many of the newest groups are shown'),
        finding_at: z.int().min(0).default(1).describe('the step of which the finding tells the mean'),
        none: z.string().min(1).describe('the finding while no group has reached that step'),
      })
      .optional()
      .describe('groups by age'),
    bars: z
      .strictObject({
        label: z.string().describe('the column of names'),
        value: z.string().describe('the column that gives the lengths; only what is above 0 is shown'),
        note: z
          .strictObject({ of: z.string(), says: z.string().includes('{value}') })
          .optional()
          .describe('a second figure beside each bar'),
        most: z.int().positive().max(60).default(12),
      })
      .optional()
      .describe('one bar a row, the longest first'),
  })
  .superRefine(({ finding, ...said }, context) => {
    const shapes = Object.keys(PLACEHOLDERS).filter((shape) => said[shape as Shape] !== undefined);
    const [shape] = shapes as Shape[];
    if (shape === undefined || shapes.length > 1) {
      context.addIssue({ code: 'custom', message: 'a chart is one of series, triangle and bars' });
      return;
    }
    const known: readonly string[] = PLACEHOLDERS[shape];
    for (const [, name = ''] of finding.matchAll(/\{(\w*)\}/g))
      if (!known.includes(name))
        context.addIssue({
          code: 'custom',
          path: ['finding'],
          message: `the finding of ${shape} knows ${known.map((one) => `{${one}}`).join(', ')}, not {${name}}`,
        });
  });

const PLACEHOLDERS = {
  series: ['sum', 'mean', 'last'],
  triangle: ['mean'],
  bars: ['label', 'value'],
} as const satisfies Record<string, readonly string[]>;

type Shape = keyof typeof PLACEHOLDERS;

export type ChartDeclaration = z.infer<typeof chartDeclaration>;

/** The columns of its table that a chart reads. */
export const chartColumns = ({ series, triangle, bars }: ChartDeclaration): string[] => [
  ...(series ? [series.over, ...Object.keys(series.lines)] : []),
  ...(triangle ? [triangle.row, triangle.step, triangle.size, triangle.value] : []),
  ...(bars ? [bars.label, bars.value, ...(bars.note ? [bars.note.of] : [])] : []),
];
