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
    throw withRemedy(error, lang);
  }
}

const remedies = { EADDRINUSE: 'addressTaken', EACCES: 'addressForbidden', EADDRNOTAVAIL: 'addressElsewhere' } as const;

const isRemedied = (code: string | undefined): code is keyof typeof remedies =>
  code !== undefined && Object.hasOwn(remedies, code);

function withRemedy(error: unknown, lang: Lang): unknown {
  if (!(error instanceof Error)) return error;
  const { code, syscall, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (syscall !== 'listen' || !isRemedied(code)) return error;
  const place = address?.includes(':') ? `[${address}]` : address;
  return new UsageError(t(lang, remedies[code], { address: `${place}:${port}` }), { cause: error });
}
