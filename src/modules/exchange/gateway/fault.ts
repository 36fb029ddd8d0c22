/** Why a gateway answers instead of the provider. The code is X-Road's of 7.8; the message repeats nothing personal. */
export class GatewayFault extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GatewayFault';
    this.code = code;
  }
}

export const clientFault = (name: string, message: string, cause?: unknown): GatewayFault =>
  new GatewayFault(`server.clientproxy.${name}`, message, { cause });

export const serverFault = (name: string, message: string, cause?: unknown): GatewayFault =>
  new GatewayFault(`server.serverproxy.${name}`, message, { cause });
