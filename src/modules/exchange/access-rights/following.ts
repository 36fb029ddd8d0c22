import { type Context, inTransaction } from '../../../kernel/context.ts';
import { type Words, words } from '../../../kernel/text.ts';
import { inAll, type Lang } from '../../../language/index.ts';
import { act, type Acted, effectKey, instance, notifyOwner } from '../../process/index.ts';
import type { DescribedEndpoint } from '../services/openapi/described.ts';
import { findPublished, findVersion } from '../services/store.ts';
import { type Consequence, consequenceOf, fieldsLeftOut, isTouched } from './rules.ts';
import { isInForce, standingOf } from './standing.ts';
import * as store from './store.ts';

/* What happens to rights without anybody's press: a new version of their service, and the messages of every step. */

export const program = (ctx: Context): Context => ({ ...ctx, actor: { kind: 'system', appointments: [] } });

export interface Touched {
  readonly right: store.RightRow;
  readonly consequence: Consequence;
}

/** Rights that would be another thing under these endpoints, with what would become of each. Checks no access. */
export async function touchedBy(
  ctx: Context,
  service: string,
  endpoints: readonly DescribedEndpoint[],
): Promise<readonly Touched[]> {
  const known = new Map<number, readonly DescribedEndpoint[]>();
  const touched: Touched[] = [];
  for (const right of await store.listAlive(ctx.db, service)) {
    const version = right.serviceVersion;
    const before = known.get(version) ?? (await findVersion(ctx.db, service, version))?.endpoints ?? [];
    known.set(version, before);
    const consequence = consequenceOf(right.granted ?? right.asked, before, endpoints);
    if (isTouched(consequence)) touched.push({ right, consequence });
  }
  return touched;
}

/**
 * After a new version, in its transaction: rights that it does not touch go with it, those that it touches wait to be
 * confirmed, and those who hold them are told.
 */
export async function followNewVersion(
  ctx: Context,
  service: string,
  version: number,
  endpoints: readonly DescribedEndpoint[],
): Promise<void> {
  const touched = new Set((await touchedBy(ctx, service, endpoints)).map(({ right }) => right.id));
  for (const right of await store.listAlive(ctx.db, service)) {
    if (!touched.has(right.id)) await store.setConfirmed(ctx.db, right.id, version);
    else if (right.standing === 'in_force') await waitForConfirmation(ctx, right.id);
  }
}

/** Has a right wait to be confirmed for what its service is now. */
export async function waitForConfirmation(ctx: Context, id: string): Promise<void> {
  const inner = program(ctx);
  const acted = await act(inner, { instance: id, action: 'change' });
  await record(ctx, id, acted);
}

/** Writes how a right stands after a step, and tells the institution that asked for it. In the step's transaction. */
export async function record(ctx: Context, id: string, { seq, state }: Pick<Acted, 'seq' | 'state'>): Promise<void> {
  const standing = standingOf(state);
  const person = ctx.actor.person ?? null;
  const fields = isInForce(standing) ? await fieldsOf(ctx, id) : { all: 0, left: 0 };
  await store.step(ctx.db, { right: id, seq, standing, person, at: ctx.vahid.now(), fields });
  await tellOwner(ctx, id, seq, state);
}

async function fieldsOf(ctx: Context, id: string) {
  const row = await store.findRight(ctx.db, id);
  const service = row && (await findPublished(ctx.db, { id: row.service }));
  return row?.granted && service ? fieldsLeftOut(row.granted, service.endpoints) : { all: 0, left: 0 };
}

const az = {
  question: '{reference}: “{title}” üzrə qurumunuza sual verilib, cavabınız gözlənilir.',
  granted: '{reference}: “{title}” verilib və qüvvədədir.',
  reconfirm: '{reference}: xidmət dəyişib, “{title}” yenidən təsdiq gözləyir. Hələlik yalnız əvvəl verilən qüvvədədir.',
  suspended: '{reference}: “{title}” dayandırılıb, bu hüquqla sorğular keçmir.',
  refused: '{reference}: “{title}” üzrə imtina qərarı verilib.',
  lapsed: '{reference}: “{title}” üzrə vaxtında cavab verilmədiyi üçün müraciət bağlanıb.',
  ended: '{reference}: “{title}” bitib, bu hüquqla sorğular keçmir.',
  expired: '{reference}: “{title}” müddəti bitdiyi üçün qüvvədən düşüb.',
};
const en: Words<typeof az> = {
  question: '{reference}: your institution is asked about “{title}” and has to answer.',
  granted: '{reference}: “{title}” is granted and in force.',
  reconfirm:
    '{reference}: the service changed, “{title}” waits to be confirmed. Until then only what was granted goes through.',
  suspended: '{reference}: “{title}” is suspended; nothing goes through by it.',
  refused: '{reference}: “{title}” is refused.',
  lapsed: '{reference}: “{title}” is closed, because no answer came in time.',
  ended: '{reference}: “{title}” has ended; nothing goes through by it.',
  expired: '{reference}: “{title}” has run out.',
};
const ru: Words<typeof az> = {
  question: '{reference}: вашему учреждению задан вопрос по заявке «{title}», ожидается ответ.',
  granted: '{reference}: «{title}» выдано и действует.',
  reconfirm:
    '{reference}: сервис изменился, «{title}» ожидает подтверждения. До этого действует только выданное ранее.',
  suspended: '{reference}: «{title}» приостановлено, запросы по нему не проходят.',
  refused: '{reference}: «{title}»: принято решение об отказе.',
  lapsed: '{reference}: заявка «{title}» закрыта, так как ответ не дан вовремя.',
  ended: '{reference}: «{title}» прекращено, запросы по нему не проходят.',
  expired: '{reference}: срок действия «{title}» истёк.',
};
const told = words({ az, en, ru });
const isTold = (state: string): state is keyof typeof az => Object.hasOwn(az, state);

async function tellOwner(ctx: Context, id: string, seq: number, state: string): Promise<void> {
  if (!isTold(state)) return;
  const of = await instance(program(ctx), id);
  const text = inAll((lang: Lang) => told(lang, state, { reference: of.reference, title: of.title[lang] }));
  await inTransaction(program(ctx), (inner) =>
    notifyOwner(inner, of, { text, effectKey: effectKey(id, seq, 'tell-owner') }),
  );
}
