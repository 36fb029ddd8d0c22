/** `damaged`: no XML that may be read; `large`: more than the limits; `other`: XML, but no camt.053; `field`: a value that is missing or has another form. */
export type Camt053Fault = 'damaged' | 'large' | 'other' | 'field';

/** A statement that cannot be read as a whole: nothing of it is used. */
export class Camt053Error extends Error {
  readonly fault: Camt053Fault;
  /** Element that is missing or wrong, of `field`. */
  readonly element: string | undefined;

  constructor(fault: Camt053Fault, element?: string, options?: ErrorOptions) {
    super(`camt.053: ${fault}${element === undefined ? '' : ` ${element}`}`, options);
    this.name = 'Camt053Error';
    this.fault = fault;
    this.element = element;
  }
}
