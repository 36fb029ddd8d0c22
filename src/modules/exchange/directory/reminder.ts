import type { Context } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { formatDate, type Lang } from '../../../language/index.ts';
import { bakuDate } from '../../../language/index.ts';
import { notify } from '../../process/index.ts';
import { isInForce } from './configuration.ts';
import { partsOf } from './instance.ts';
import { gatewayPath } from './path.ts';
import * as store from './store.ts';
import { t } from './text/index.ts';

const kind = 'exchange.certificate_ends';
const day = 86_400_000;
/** Days before its end on which the institution is told of it. */
const reminders = [30, 7];

/** Plans the reminders of a certificate. */
export async function remindOf(
  ctx: Context,
  { fingerprint, validTo }: Pick<store.CertificateRow, 'fingerprint' | 'validTo'>,
): Promise<void> {
  for (const days of reminders) {
    const at = new Date(validTo.getTime() - days * day);
    if (at <= ctx.vahid.now()) continue;
    const payload = { fingerprint, days };
    await ctx.vahid.jobs.schedule(ctx, { kind, key: `${kind}:${fingerprint}:${days}`, at, payload });
  }
}

export const reminderJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const { fingerprint, days } = payload as { readonly fingerprint: string; readonly days: number };
    const all = await store.findCertificates(ctx.db);
    const ending = all.find((one) => one.fingerprint === fingerprint);
    if (!ending || !isInForce(ending, ctx.vahid.now())) return;
    const next = all.find((one) => isInForce(one, ctx.vahid.now()) && follows(one, ending));
    await tell(ctx, { ending, days, key: next ? 'toldSwitch' : 'toldEnding' });
  },
};

const follows = (one: store.CertificateRow, ending: store.CertificateRow): boolean =>
  one.gateway === ending.gateway && one.client === ending.client && one.validTo > ending.validTo;

interface Told {
  readonly ending: store.CertificateRow;
  readonly days: number;
  readonly key: 'toldSwitch' | 'toldEnding';
}

async function tell(ctx: Context, { ending, days, key }: Told): Promise<void> {
  const gateway = await store.findGateway(ctx.db, { id: ending.gateway });
  if (!gateway) return;
  const whose = ending.client ?? gateway.name;
  const { institution } = partsOf(ctx.vahid, whose) ?? gateway;
  const one = (lang: Lang) => t(lang, key, { id: whose, days, until: formatDate(bakuDate(ending.validTo), lang) });
  await notify(ctx, {
    institution,
    role: 'registrar',
    text: { az: one('az'), en: one('en'), ru: one('ru') },
    link: gatewayPath(gateway.id),
    effectKey: `${kind}:${ending.fingerprint}:${days}`,
  });
}
