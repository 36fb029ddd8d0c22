export { type ErrorForm, errorAnswer } from './error.ts';
export { readArchive } from './evidence/archive.ts';
export { transformed, verifyContainer } from './evidence/container.ts';
export { digestBy } from './evidence/digest.ts';
export { followChain, readChainResult } from './evidence/hash-chain.ts';
export { readSharedParameters, type Trust } from './evidence/trust.ts';
export { InvalidEvidence } from './evidence/verdict.ts';
export { compileGlob, normalPaths, type PathGlob } from './glob.ts';
export { printClientId, printGatewayId, printServiceId, readClientId, readServiceId } from './identifier.ts';
export { MalformedMessage } from './malformed.ts';
export {
  answerTo,
  type Header,
  parseRequest,
  parseResponse,
  readRequest,
  requestBytes,
  requestHash,
  responseBytes,
  type RestRequest,
  type RestResponse,
} from './message.ts';
