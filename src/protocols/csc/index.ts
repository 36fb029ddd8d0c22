export { type Algorithm, sha256 } from './algorithms.ts';
export {
  authorizeAddress,
  type Credential,
  type HashOrder,
  infoBody,
  listBody,
  MalformedAnswer,
  readCredential,
  readCredentials,
  readInfo,
  readSignature,
  readToken,
  type ServiceInfo,
  signBody,
  tokenForm,
} from './messages.ts';
