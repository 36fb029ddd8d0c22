/** Why a gateway answers instead of the provider. The code is X-Road's of 7.8; the message repeats nothing personal. */
export class GatewayFault extends Error {
  readonly code: string;
  /** Whether its words are those of another gateway. */
  readonly isTold: boolean;

  constructor(code: string, message: string, options?: ErrorOptions & { readonly isTold?: boolean }) {
    super(message, options);
    this.name = 'GatewayFault';
    this.code = code;
    this.isTold = options?.isTold ?? false;
  }
}

export const clientFault = (name: string, message: string, cause?: unknown): GatewayFault =>
  new GatewayFault(`server.clientproxy.${name}`, message, { cause });

export const serverFault = (name: string, message: string, cause?: unknown): GatewayFault =>
  new GatewayFault(`server.serverproxy.${name}`, message, { cause });

/** Of a service that its subsystem does not have. What it has a metadata service tells anybody in the exchange. */
export const unknownService = (): GatewayFault =>
  serverFault('unknown_service', 'There is no such service: ask listMethods of its subsystem for those that there are');

/** The fault that an error is told as by one of the two legs. */
export function faultOf(error: unknown, leg: 'clientproxy' | 'serverproxy'): GatewayFault {
  if (!(error instanceof GatewayFault))
    return new GatewayFault(`server.${leg}.internal_error`, 'Internal error', { cause: error });
  // What both legs use names the first.
  const code = leg === 'serverproxy' ? error.code.replace('.clientproxy.', '.serverproxy.') : error.code;
  return code === error.code ? error : new GatewayFault(code, error.message, { cause: error, isTold: error.isTold });
}
