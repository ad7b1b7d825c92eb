import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type MailServer, mailServer } from '../../../reporter/test/fixture/mail-server.ts';
import { assayHere } from '../in-process.ts';
import { assay, type Ended } from '../program.ts';
import { dayOf, makeApiary } from './apiary.ts';
import { type Fault, type FaultyDisk, type Operation, readTrace } from './faulty-disk.ts';
import { NEXT, type Scenario } from './scenarios.ts';
import { readState, type State } from './state.ts';

export interface Trial {
  readonly scenario: Scenario;
  readonly fault: Fault;
  readonly at: number;
  /** What the command did to the disk, up to the end. */
  readonly operations: readonly Operation[];
  readonly ended: Ended;
  /** Message-IDs as the server took them: in the faulty run, and in the one after it. */
  readonly taken: readonly string[];
  readonly takenNext: readonly string[];
  readonly states: { readonly before: State; readonly after: State; readonly next: State };
  readonly next: Ended;
}

/** A place where one trial at a time is made: a folder, and a mail server. */
export interface Bench {
  readonly folder: string;
  readonly server: MailServer;
  close(): Promise<void>;
}

export const openBench = async (folder: string): Promise<Bench> => {
  await mkdir(folder, { recursive: true });
  const server = await mailServer();
  return { folder, server, close: () => server.close() };
};

const runAll = async (commands: Scenario['before'], project: string): Promise<void> => {
  for (const words of commands) {
    const { code, stderr } = await assayHere(words, { cwd: project });
    if (code !== 0) throw new Error(`assay ${words.join(' ')}: ${stderr}`);
  }
};

/** The project as a scenario finds it. */
export const prepare = async (scenario: Scenario, folder: string): Promise<string> => {
  const project = join(folder, scenario.name.replaceAll(' ', '-'));
  await makeApiary(project);
  await runAll(scenario.before, project);
  return project;
};

/** Runs a command with a fault at its n-th operation, or without one, then the next plain one, and looks at what is there each time. */
export const tryFault = async (
  prepared: string,
  { scenario, fault, at }: Pick<Trial, 'scenario' | 'fault' | 'at'>,
  { bench, disk }: { readonly bench: Bench; readonly disk: FaultyDisk },
): Promise<Trial> => {
  // A folder of its own: what is done once a process and path is done in each trial
  const place = await mkdtemp(join(bench.folder, 'trial-'));
  const project = join(place, 'project');
  const trace = join(place, 'trace');
  const made = join(place, 'made');
  await cp(prepared, made, { recursive: true, preserveTimestamps: true });
  await runAll(scenario.ready ?? [], made);
  await rename(made, project); // so that what these commands did in this process is not taken for done there
  const before = await readState(project);
  const ids = () => bench.server.received.splice(0).map(({ mail }) => String(mail.messageId));
  ids();
  const env = { APIARY_SMTP: `smtp://127.0.0.1:${bench.server.port}` };
  const faulty = { ...env, ...disk.env({ folder: project, trace, at, fault }) };
  const ended = await assay(scenario.command, { cwd: project, env: faulty });
  const after = await readState(project);
  const taken = ids();
  const gate = await assayHere(NEXT.command, { cwd: project, env });
  const again = scenario.isSeries ? await assayHere(scenario.command, { cwd: project, env }) : undefined;
  const next = again && again.code !== scenario.code ? again : gate;
  const operations = await readTrace(trace);
  const states = { before, after, next: await readState(project) };
  await rm(place, { recursive: true });
  return { scenario, fault, at, operations, ended, taken, takenNext: ids(), states, next };
};

export const setDay = (set: number | undefined): string | undefined => (set === undefined ? undefined : dayOf(set));
