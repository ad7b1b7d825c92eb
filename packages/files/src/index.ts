export { type Below, type FileBelow, filesBelow } from './files-below.ts';
export { type FileFormat, formatOf } from './format.ts';
export { leftOut } from './left-out.ts';
export { wrongBytes } from './magic.ts';
export { isOthersOwn } from './names.ts';
export { readingFailure } from './reading-failure.ts';
export { deliveredTwice, type MaybeTwice, sameContent } from './same-content.ts';
export { type Unpacked, unpack } from './whole-gzip.ts';
export { holdsZeroBytes } from './zero-bytes.ts';
