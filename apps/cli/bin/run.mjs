import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const USAGE = 2;

const ifThere = (file) => {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
};

/** Where nothing can be written, every start compiles anew, as it would without this. */
const keep = (file, bytes) => {
  try {
    writeFileSync(`${file}.${process.pid}`, bytes);
    renameSync(`${file}.${process.pid}`, file);
  } catch {}
};

/**
 * Runs the bundle that was built last. What V8 makes of it is kept beside it, a file a command, so that the next start
 * need not compile it again. V8 itself refuses what another version of it has made.
 */
export const run = () => {
  const file = join(dist, readFileSync(join(dist, 'built'), 'utf8'));
  const command = /^[a-z]+$/.exec(process.argv[2] ?? '')?.[0] ?? 'help';
  const cache = `${file}.${process.version}.${command}`;
  // ASCII but for the names in licences at its end
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, cachedData: ifThere(cache) });
  if (script.cachedDataRejected !== false)
    process.on('exit', (code) => {
      if (code !== USAGE) keep(cache, script.createCachedData());
    });
  script.runInThisContext()(createRequire(file), file);
};
