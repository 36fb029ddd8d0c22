export { readArchive } from './evidence/archive.ts';
export { type Evidence, transformed, verifyContainer } from './evidence/container.ts';
export { digestBy } from './evidence/digest.ts';
export { followChain, readChainResult } from './evidence/hash-chain.ts';
export { readSharedParameters, type Trust } from './evidence/trust.ts';
export { InvalidEvidence } from './evidence/verdict.ts';
export { compileGlob } from './glob.ts';
