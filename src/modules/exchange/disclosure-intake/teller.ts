import { countAttempt, countWrong, origin } from '../../../kernel/attempt.ts';
import type { Context } from '../../../kernel/context.ts';
import { idFrom } from '../../../kernel/identifier.ts';
import { type Configuration, type GatewayEntry, keyOf } from '../../../protocols/gateway/configuration.ts';
import { type KeyOf, type Telling, TellingRefused } from '../../../protocols/gateway/telling.ts';
import { digestOf } from '../../../protocols/merkle/digest.ts';
import { configurationPort, type FormerSystem, formerSystemsPort } from './ports.ts';
import { disclosuresUnsigned, noConfiguration, noDisclosures } from './refusals.ts';

/** A batch holds 500 lines, so this is more than any gateway has to tell. */
const mostDeliveries = { count: 1200, minutes: 1 };
/** An address from which so many came that nobody signed rightly is told to wait with more of them. */
const mostForged = { count: 100, minutes: 10 };

export interface Told<T extends Telling> {
  readonly batch: T;
  /** The gateway that told it, as the configuration has it. */
  readonly gateway: GatewayEntry;
  /** Systems that took part through it once. */
  readonly former: readonly FormerSystem[];
}

/**
 * Reads what a gateway has to tell; its word is its signature.
 * @throws noDisclosures, disclosuresUnsigned, noConfiguration, tooManyAttempts
 */
export async function hear<T extends Telling>(
  ctx: Context,
  { signed, ip, what }: { readonly signed: string; readonly ip: string; readonly what: string },
  read: (signed: string, keys: KeyOf) => Promise<T>,
): Promise<Told<T>> {
  const configuration = await configurationOf(ctx);
  const now = ctx.vahid.now();
  const keys: KeyOf = (gateway, kid) => keyOf(entryOf(configuration, gateway), kid, now);
  const batch = await read(signed, keys).catch(async (error: unknown) => {
    // Without a configuration nobody could have signed rightly.
    if (configuration) await countWrong(ctx, `${what} forged ${origin(ip)}`, mostForged.count, mostForged.minutes);
    if (!(error instanceof TellingRefused)) throw error;
    throw error.reason === 'shape' ? noDisclosures() : disclosuresUnsigned();
  });
  await countAttempt(ctx, `${what} of ${batch.gateway}`, mostDeliveries.count, mostDeliveries.minutes);
  return toldBy(ctx, batch, entryOf(configuration, batch.gateway));
}

/** The same for a gateway of this very installation, which needs no signature. */
export async function hearOwn<T extends Telling>(ctx: Context, batch: T): Promise<Told<T>> {
  return toldBy(ctx, batch, entryOf(await configurationOf(ctx), batch.gateway));
}

async function toldBy<T extends Telling>(ctx: Context, batch: T, gateway: GatewayEntry): Promise<Told<T>> {
  const { vahid } = ctx;
  const isKnown = vahid.ports.has(formerSystemsPort.name);
  return { batch, gateway, former: isKnown ? await formerSystemsPort.of(vahid)(ctx, gateway.id) : [] };
}

/** Undefined while the centre has published none, and knows no gateway. */
async function configurationOf(ctx: Context): Promise<Configuration | undefined> {
  const { ports } = ctx.vahid;
  return ports.has(configurationPort.name) ? configurationPort.of(ctx.vahid)(ctx) : undefined;
}

function entryOf(configuration: Configuration | undefined, gateway: string): GatewayEntry {
  if (!configuration) throw noConfiguration();
  const found = configuration.gateways.find(({ id }) => id === gateway);
  if (!found) throw disclosuresUnsigned();
  return found;
}

/** Id of a line here, the same for every delivery of it: no gateway can take that of another’s, nor give one id to two. */
export const lineId = (gateway: string, id: string, at: Date): string =>
  idFrom(at, digestOf('sha256', `${gateway}\n${id}\n${at.toISOString()}`));
