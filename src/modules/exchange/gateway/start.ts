import { UsageError } from '../../../kernel/command.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Lang } from '../../../language/lang.ts';
import { t } from '../text/index.ts';
import { runGateway, type RunningGateway } from './run.ts';
import type { GatewaySettings } from './settings.ts';

interface Starting {
  readonly lang: Lang;
  /** Closes what the command had opened before: called where the gateway cannot be run. */
  close(): Promise<unknown>;
}

/** Runs a gateway for a command. @throws UsageError where an address of its settings cannot be had */
export async function startGateway(
  vahid: Vahid,
  settings: GatewaySettings,
  { lang, close }: Starting,
): Promise<RunningGateway> {
  try {
    return await runGateway(vahid, settings);
  } catch (error) {
    await close();
    throw withRemedy(error, settings.listen, lang);
  }
}

const remedies = {
  EADDRINUSE: 'addressTaken',
  EACCES: 'addressForbidden',
  EADDRNOTAVAIL: 'addressElsewhere',
  EINVAL: 'addressElsewhere',
  EAFNOSUPPORT: 'addressElsewhere',
  ENOTFOUND: 'addressUnknown',
  EAI_AGAIN: 'addressUnknown',
} as const;

const isRemedied = (code: string | undefined): code is keyof typeof remedies =>
  code !== undefined && Object.hasOwn(remedies, code);

interface ListenError extends NodeJS.ErrnoException {
  readonly address?: string;
  readonly port?: number;
  /** Of a name that was looked up, in place of an address. */
  readonly hostname?: string;
}

function withRemedy(error: unknown, doors: GatewaySettings['listen'], lang: Lang): unknown {
  if (!(error instanceof Error)) return error;
  const { code, syscall, address, port, hostname } = error as ListenError;
  // Others look names up as well, as the way to the database.
  const isOfDoor = syscall === 'getaddrinfo' && Object.values(doors).some(({ host }) => host === hostname);
  if ((syscall !== 'listen' && !isOfDoor) || !isRemedied(code)) return error;
  const place = address?.includes(':') ? `[${address}]` : (address ?? hostname);
  const named = port === undefined ? place : `${place}:${port}`;
  return new UsageError(t(lang, remedies[code], { address: named ?? '' }), { cause: error });
}
