import { main } from './main.ts';

const controller = new AbortController();
const interrupt = () => {
  if (controller.signal.aborted) process.exit(130);
  controller.abort();
};
process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
// A file that grows beyond what is allowed is an error of the write, and not the end of the process
process.on('SIGXFSZ', () => {});
// What cannot be written is told by who wrote it, in a sentence; without this it would be a stack
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

/** Undefined where it was removed. */
const workingFolder = (): string | undefined => {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
};

const cwd = workingFolder();
if (cwd === undefined) {
  process.stderr.write('assay: the folder in which it was started is gone; go to one that is there\n');
  process.exit(3);
}
main(process.argv.slice(2), {
  env: process.env,
  cwd,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  signal: controller.signal,
}).then((code) => {
  process.exitCode = code;
  // Node forgets who listens to signals before it has ended; leaving at once leaves no time for one to come in between
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
});
