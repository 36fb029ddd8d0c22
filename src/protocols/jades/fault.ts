/** Why a signature does not hold. */
export type SignatureFault =
  | 'malformed'
  | 'algorithm'
  | 'altered'
  | 'certificate_not_bound'
  | 'not_for_signing'
  | 'not_in_force'
  | 'untrusted'
  | 'no_time';

/** A signature that does not hold; the message says what was found. */
export class InvalidSignature extends Error {
  readonly fault: SignatureFault;

  constructor(fault: SignatureFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InvalidSignature';
    this.fault = fault;
  }
}
