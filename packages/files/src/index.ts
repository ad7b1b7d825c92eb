export { type Below, type FileBelow, filesBelow } from './files-below.ts';
