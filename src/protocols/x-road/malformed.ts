/** What of a message cannot be read. */
type Malformed = 'method' | 'target' | 'version' | 'client' | 'gateway' | 'party' | 'header' | 'message';

/** A message that is not X-Road's. The text is for the sender, in ASCII, and repeats nothing that was sent. */
export class MalformedMessage extends Error {
  readonly what: Malformed;

  constructor(what: Malformed, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MalformedMessage';
    this.what = what;
  }
}
