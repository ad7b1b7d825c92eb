const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file is larger than it may be',
  EIO: 'the disk gave an error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  EEXIST: 'something else has its name',
  ENOTDIR: 'a part of its path is a file',
  ELOOP: 'its links lead in a circle',
};

/** Why a file could not be written or read, by the code that node gives an error; nothing for what is not the disk's doing. */
export const diskReason = (code: string | undefined): string | undefined =>
  code === undefined ? undefined : REASONS[code];
