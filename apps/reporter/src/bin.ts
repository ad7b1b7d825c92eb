import { main } from './main.ts';

const controller = new AbortController();
const interrupt = () => {
  if (controller.signal.aborted) process.exit(130);
  controller.abort();
};
process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
// What cannot be written is told in a sentence; without this it would be a stack
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
main(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  signal: controller.signal,
}).then((code) => {
  process.exitCode = code;
});
