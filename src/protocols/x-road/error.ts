/** An error that a gateway answers instead of the provider. */
export interface GatewayError {
  /** Code of 7.8: `server.clientproxy.network_error`. */
  readonly code: string;
  readonly message: string;
  /** A number under which the gateway's log knows more. */
  readonly detail: string;
}

export interface ErrorAnswer {
  readonly status: 400 | 500;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ErrorForm {
  /** `Accept` of the request. */
  readonly accept?: string | undefined;
  /** Codes as X-Road wrote them before 7.8: `Server.ClientProxy.NetworkError`. */
  readonly oldCodes?: boolean;
}

const xml = new Set(['text/xml', 'application/xml', 'text/*']);

/** The answer that carries an error: JSON, or XML where `Accept` names it anywhere; weights are not looked at. */
export function errorAnswer({ code, message, detail }: GatewayError, { accept, oldCodes }: ErrorForm): ErrorAnswer {
  const type = oldCodes === true ? oldCode(code) : code;
  const status = code.startsWith('server.') ? 500 : 400;
  const wanted = (accept ?? '').split(',').map((item) => (item.split(';')[0] ?? '').trim().toLowerCase());
  const found = wanted.find((item) => xml.has(item));
  const contentType = found === 'text/*' ? 'text/xml' : (found ?? 'application/json');
  const body =
    found === undefined
      ? JSON.stringify({ type, message, detail })
      : `<?xml version="1.0" encoding="UTF-8"?><error><type>${escape(type)}</type><message>${escape(message)}</message><detail>${escape(detail)}</detail></error>`;
  return { status, headers: { 'content-type': `${contentType};charset=utf-8`, 'x-road-error': type }, body };
}

const escape = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');

/** Names that were not made of the same words before. */
const renamed: Readonly<Record<string, string>> = {
  clientproxy: 'ClientProxy',
  serverproxy: 'ServerProxy',
  opmonitor: 'OpMonitor',
  global_conf_outdated: 'OutdatedGlobalConf',
  io_error: 'IOError',
  service_type: 'InvalidServiceType',
};

const oldCode = (code: string): string =>
  code
    .split('.')
    .map((part) => renamed[part] ?? part.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()))
    .join('.');
