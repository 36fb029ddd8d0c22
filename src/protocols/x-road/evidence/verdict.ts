/** Why evidence does not hold, in X-Road's own words. */
export type Fault =
  | 'invalid_container'
  | 'invalid_signature_value'
  | 'invalid_xml'
  | 'invalid_cert'
  | 'invalid_cert_status'
  | 'invalid_timestamp'
  | 'malformed_signature'
  | 'malformed_signature.invalid_hash_chain'
  | 'malformed_signature.invalid_hash_chain_ref'
  | 'malformed_signature.hashchain_unused_inputs'
  | 'incorrect_certificate'
  | 'untrusted_cert';

/** Evidence that does not hold; the message says what was found where. */
export class InvalidEvidence extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InvalidEvidence';
    this.fault = fault;
  }
}

/** What was found wrong, however it broke: whatever is thrown over evidence says that it does not hold. */
export const asInvalid = (cause: unknown, what: string): InvalidEvidence =>
  cause instanceof InvalidEvidence
    ? cause
    : new InvalidEvidence('invalid_container', `the ${what} cannot be read`, { cause });
