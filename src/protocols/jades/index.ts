export { canonical, type JsonValue } from './canonical.ts';
export { checkChain, type Subject, subjectOf } from './certificate.ts';
export { InvalidSignature, type SignatureFault } from './fault.ts';
export {
  type Algorithm,
  complete,
  isSignedAct,
  prepare,
  readChain,
  type Signed,
  type Unsigned,
  verifySigned,
} from './signature.ts';
