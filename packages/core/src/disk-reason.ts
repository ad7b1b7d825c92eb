const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
};

/** Why a file could not be written or read, by the code that node gives an error; nothing for what is not the disk's doing. */
export const diskReason = (code: string | undefined): string | undefined =>
  code === undefined ? undefined : REASONS[code];
