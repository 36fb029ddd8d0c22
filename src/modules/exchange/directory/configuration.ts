import type { Context } from '../../../kernel/context.ts';
import type { Configuration } from '../../../protocols/gateway/configuration.ts';
import { inChargeOf, institutions } from '../../identity/index.ts';
import { systemsInUse } from '../../catalogue/index.ts';
import { instanceOf, memberIdOf, partsOf } from './instance.ts';
import * as store from './store.ts';

/** The directory as it stands, read once. */
export interface Directory {
  readonly gateways: readonly store.GatewayRow[];
  readonly certificates: readonly store.CertificateRow[];
  readonly keys: readonly store.KeyRow[];
  /** Systems that take part, with the key of the gateway; those that the catalogue no longer has are left out. */
  readonly serving: ReadonlyMap<string, string>;
}

export async function readDirectory(ctx: Context): Promise<Directory> {
  const gateways = await store.findGateways(ctx.db);
  const certificates = await store.findCertificates(ctx.db);
  const keys = await store.findKeys(ctx.db);
  return { gateways, certificates, keys, serving: await servingOf(ctx) };
}

async function servingOf(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const ownerByCode = new Map((await systemsInUse(ctx)).map(({ code, institution }) => [code, institution]));
  const serving = new Map<string, string>();
  for (const { subsystem, gateway } of await store.findServing(ctx.db)) {
    const { institution = '', system = '' } = partsOf(ctx.vahid, subsystem) ?? {};
    const owner = ownerByCode.get(system);
    if (gateway === null || owner === undefined) continue;
    if (owner === institution || owner === (await inChargeOf(ctx, institution, `system/${system}`)))
      serving.set(subsystem, gateway);
  }
  return serving;
}

/** A certificate of which nobody said that it holds no longer, and which has not ended. */
export const isInForce = ({ withdrawnAt, validTo }: store.CertificateRow, now: Date): boolean =>
  withdrawnAt === null && validTo > now;

export type Content = Omit<Configuration, 'issuedAt' | 'expiresAt'>;

/** What the configuration says today, but for its dates: the same while nothing changes. */
export async function configurationContent(ctx: Context, directory: Directory): Promise<Content> {
  const { vahid } = ctx;
  const now = vahid.now();
  const { gateways, certificates, keys, serving } = directory;
  return {
    instance: instanceOf(vahid),
    members: await membersOf(ctx, directory),
    gateways: gateways.map(({ id, name, address }) => ({
      id: name,
      address,
      certificates: certificates
        .filter((one) => one.gateway === id && one.client === null && isInForce(one, now))
        .map(({ fingerprint }) => fingerprint)
        .sort(),
      keys: keys
        .filter((one) => one.gateway === id)
        .map(({ kid, jwk, withdrawnAt }) => ({
          kid,
          jwk,
          ...(withdrawnAt ? { until: withdrawnAt.toISOString() } : {}),
        }))
        .sort(byKid),
      serves: servedBy(serving, id),
    })),
  };
}

/** Subsystems that take part through a gateway. */
export const servedBy = (serving: ReadonlyMap<string, string>, gateway: string): string[] =>
  [...serving]
    .filter(([, through]) => through === gateway)
    .map(([subsystem]) => subsystem)
    .sort();

const byKid = (a: { readonly kid: string }, b: { readonly kid: string }) => (a.kid < b.kid ? -1 : 1);

/** Institutions that run a gateway or have a system that takes part. */
async function membersOf(ctx: Context, { gateways, serving }: Directory): Promise<Content['members']> {
  const { vahid } = ctx;
  const subsystems = [...serving.keys()].sort();
  const own = (code: string) => subsystems.filter((id) => partsOf(vahid, id)?.institution === code);
  return (await institutions(ctx))
    .filter(({ code }) => own(code).length > 0 || gateways.some((one) => one.institution === code))
    .map(({ code, name }) => ({ id: memberIdOf(vahid, code), name: name.az, subsystems: own(code) }));
}
