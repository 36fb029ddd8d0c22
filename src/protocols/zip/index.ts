export { ZipError } from './error.ts';
export { type Budget, type ByteSource, contentOf, readDirectory, sourceOf, type ZipEntry } from './read.ts';
export { zip, type ZipPart } from './write.ts';
