import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * What happens at an operation: the process dies before it or half-way through it; the call fails, from there on or once;
 * the process is asked to stop, and dies when it has not done so within five seconds.
 */
export type Fault = 'kill' | 'torn' | 'ENOSPC' | 'ENOSPC once' | 'EIO' | 'EIO once' | 'SIGINT' | 'SIGTERM';

export interface Operation {
  readonly name: string;
  readonly path: string;
}

export interface FaultyDisk {
  /** The surroundings in which a process meets a fault at its n-th operation below a folder; at none for 0. */
  env(options: { folder: string; trace: string; at?: number; fault?: Fault }): Record<string, string>;
}

/** Builds the library that counts and breaks disk operations; undefined where there is no compiler. */
export const buildFaultyDisk = (into: string): FaultyDisk | undefined => {
  if (spawnSync('gcc', ['--version']).status !== 0) return undefined;
  const source = fileURLToPath(new URL('faulty-disk.c', import.meta.url));
  const library = `${into}/faulty-disk.so`;
  const built = spawnSync('gcc', ['-O1', '-shared', '-fPIC', '-Wall', '-Werror', '-o', library, source, '-ldl']);
  if (built.status !== 0) throw new Error(`gcc: ${built.stderr}`);
  return {
    env: ({ folder, trace, at = 0, fault = 'kill' }) => ({
      LD_PRELOAD: library,
      UV_USE_IO_URING: '0', // what goes through a ring passes no function of libc
      ASSAY_DISK_FOLDER: folder,
      ASSAY_DISK_TRACE: trace,
      ASSAY_DISK_AT: String(at),
      ASSAY_DISK_FAULT: fault,
    }),
  };
};

/** The operations of a process, in order. */
export const readTrace = async (trace: string): Promise<Operation[]> =>
  (await readFile(trace, 'utf8').catch(() => ''))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = '', path = ''] = /^\d+ (\S+) (.*)$/.exec(line) ?? [];
      return { name, path };
    });
