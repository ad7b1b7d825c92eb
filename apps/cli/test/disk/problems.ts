import type { Fault } from './faulty-disk.ts';
import { NEXT } from './scenarios.ts';
import { setDay, type Trial } from './trial.ts';

const ONE_SENTENCE = /^assay \w+: [^\n]+\n$/;
const WHOLE_RUN = 'report.html report.json summary.json';
const isWhole = (files: readonly string[]): boolean => files.join(' ') === WHOLE_RUN;

/** How a command ends that met a fault it could not bear; null for killed. */
const FAILED: Readonly<Record<Fault, number | null>> = {
  ...{ kill: null, torn: null, SIGINT: 130, SIGTERM: 130 },
  ...{ ENOSPC: 3, 'ENOSPC once': 3, EIO: 3, 'EIO once': 3 },
};

const oneDay = ({ published }: Trial['states']['after']): string | undefined => published?.days.join(' and ');

/** A run was published and what it has to tell is not written down whole. */
const isUntold = ({ after: { runs, files } }: Trial['states']): boolean =>
  [...files].some((file) => file.includes('/unfinished-')) || [...runs.values()].some((list) => !isWhole(list));

/** What a reader sees, and whether the command told the truth of it. */
const ofReaders = ({ scenario, fault, ended: { code, stdout, stderr }, states }: Trial): string[] => {
  const [old, wanted] = scenario.set.map(setDay);
  const seen = oneDay(states.after);
  const said = `${stdout}${stderr}`;
  const claims = /published (again: )?(run |\d+ tables)/i.test(said);
  const isNew = old !== wanted && seen === wanted;
  const hasFailed = code === FAILED[fault] && code !== null;
  return [
    ...states.after.torn.map((file) => `torn: ${file}`),
    ...(seen === old || seen === wanted ? [] : [`readers see ${seen}`]),
    ...(code === scenario.code || code === FAILED[fault] ? [] : [`exit code ${code}`]),
    ...(code === 0 && isUntold(states) && !/, but |could not be made: /.test(said)
      ? ['says nothing of a report that is not there']
      : []),
    ...(code === 0 && seen !== wanted ? ['exit code 0, and the set is the old one'] : []),
    ...(hasFailed && !ONE_SENTENCE.test(stderr) ? [`exit code ${code} says: ${stderr || 'nothing'}`] : []),
    ...(hasFailed && claims !== isNew ? [`published: ${isNew}, but says: ${said}`] : []),
    ...(/bug of ours|\n {4}at /.test(said) ? ['a stack'] : []),
  ];
};

/** Whether the next command works, and nothing of the faulty one lies about afterwards. */
const ofNext = ({ next, states }: Trial, usual: ReadonlySet<string>): string[] => [
  ...(next.code === 0 ? [] : [`the next gate: exit code ${next.code}: ${next.stderr}`]),
  ...(oneDay(states.next) === setDay(NEXT.set) ? [] : [`the next gate: readers see ${oneDay(states.next)}`]),
  ...[...states.next.files].filter((file) => !usual.has(file)).map((file) => `left over: ${file}`),
  ...[...states.next.runs]
    .filter(([, files]) => !isWhole(files))
    .map(([run, files]) => `left over: of run ${run} only ${files}`),
];

/** Whether what was there before is there still: the history, what a rollback can return to. */
const ofHistory = ({ states: { before, after, next }, scenario }: Trial): string[] => {
  const publications = new Set(
    [before, after].flatMap(({ published, kept }) => [...kept, published?.run ?? []].flat()),
  );
  const isNew = after.published !== undefined && after.published.run !== before.published?.run;
  const reported = isNew && scenario.command[0] === 'gate' ? [after.published.run] : [];
  return [
    ...[...publications].filter((run) => !next.kept.includes(run)).map((run) => `no rollback to ${run}`),
    ...[...before.runs.keys(), ...reported]
      .filter((run) => !next.runs.has(run))
      .map((run) => `the history lacks ${run}`),
  ];
};

/** Whether every mail arrived, and none twice whose arrival was written down. */
const ofMail = ({ scenario, taken, takenNext, states: { before, after, next } }: Trial): string[] => {
  const all = [...taken, ...takenNext];
  const times = (id: string) => all.filter((one) => one === id).length;
  const known = new Set([before, after, next].flatMap(({ mails }) => mails.map(({ id }) => id)));
  const recorded = after.mails.filter(({ accepted }) => accepted).map(({ id }) => id);
  const isNew = after.published !== undefined && after.published.run !== before.published?.run;
  const isTold = !isNew || scenario.command[0] !== 'gate' || all.some((id) => id.includes(after.published?.run ?? ''));
  return [
    ...[...known].filter((id) => times(id) === 0).map((id) => `mail ${id} is lost`),
    ...[...known].filter((id) => times(id) > 2).map((id) => `mail ${id} went ${times(id)} times`),
    ...recorded.filter((id) => takenNext.includes(id)).map((id) => `mail ${id} went again`),
    ...taken.filter((id, i) => taken.indexOf(id) < i).map((id) => `mail ${id} went again in one flush`),
    ...next.mails.filter(({ place }) => place !== 'sent').map(({ place, id }) => `mail ${id} lies in ${place}`),
    ...(isTold ? [] : ['nobody was written to of what was published']),
  ];
};

/** All that is wrong with what came of a fault, against the files of a project that met none. */
export const problemsOf = (trial: Trial, usual: ReadonlySet<string>): string[] => [
  ...ofReaders(trial),
  ...ofNext(trial, usual),
  ...ofHistory(trial),
  ...ofMail(trial),
];
