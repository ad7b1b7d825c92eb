export { type Below, type FileBelow, filesBelow } from './files-below.ts';
export { type FileFormat, formatOf } from './format.ts';
export { leftOut } from './left-out.ts';
export { isOthersOwn } from './names.ts';
export { readingFailure } from './reading-failure.ts';
