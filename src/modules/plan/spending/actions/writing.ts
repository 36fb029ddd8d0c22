import { allow } from '../../../../kernel/access.ts';
import { audit } from '../../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../../kernel/context.ts';
import { notFound } from '../../../../kernel/refusal.ts';
import { plainText } from '../../../../kernel/text.ts';
import { inChargeOf } from '../../../identity/index.ts';
import { startProcess } from '../../../process/index.ts';
import { officeOf } from '../../measures/index.ts';
import { readAnswers, today } from '../lookup.ts';
import type { Answers } from '../questions.ts';
import * as refusals from '../refusals.ts';
import { processInForce, spendingProcess } from '../rules.ts';
import { writableIn } from '../states.ts';
import { setScanned } from '../store/requests.ts';
import * as store from '../store/requests.ts';
import { indexRequest } from './scanning.ts';

export interface NewSpending {
  readonly institution: string;
  readonly title: string;
}

/** Opens a draft. Answers the request's id. @throws notAllowed, titleNeeded */
export async function startSpending(ctx: Context, given: NewSpending): Promise<string> {
  const ownerInstitution = await inChargeOf(ctx, given.institution);
  allow(ctx, 'plan.startSpending', { ownerInstitution });
  const title = plainText(given.title).slice(0, 250);
  if (title === '') throw refusals.titleNeeded();
  return inTransaction(ctx, async (inner) => {
    const year = Number(today(inner).slice(0, 4));
    const number = await store.nextNumber(inner.db, year);
    const reference = `RX-${year}-${String(number).padStart(5, '0')}`;
    const { version, process } = processInForce(inner);
    const id = await startProcess(inner, {
      process: { kind: spendingProcess, name: spendingProcess, version },
      definition: process,
      institution: officeOf(inner.vahid.releases).centre,
      owner: { institution: given.institution },
      reference,
      title: { az: title, en: title, ru: title },
    });
    await store.insertSpend(inner.db, {
      id,
      number: reference,
      institution: given.institution,
      title,
      answers: { title },
      state: process.initial,
      writers: inner.actor.person === undefined ? [] : [inner.actor.person],
      at: inner.vahid.now(),
    });
    await audit(inner, 'plan.startSpending', id);
    return id;
  });
}

/** The request, for whoever may write of it for its institution. */
export async function ownedRequest(ctx: Context, id: string, access: string): Promise<store.SpendRow> {
  const row = await store.lockSpend(ctx.db, id);
  if (!row) throw notFound();
  allow(ctx, access, { ownerInstitution: await inChargeOf(ctx, row.institution) });
  return row;
}

/** Keeps what was typed, complete or not. @throws notFound, notAllowed, notOpenForWriting */
export async function saveSpending(ctx: Context, id: string, given: Answers): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const row = await ownedRequest(inner, id, 'plan.writeSpending');
    if (!writableIn.includes(row.state)) throw refusals.notOpenForWriting();
    const typed = Object.entries(given).map(([name, value]) => [name, plainText(value)] as const);
    const answers = { ...row.answers, ...Object.fromEntries(typed) };
    const { content } = await readAnswers(inner, answers, row.institution);
    await store.updateContent(inner.db, id, answers, content, inner.vahid.now());
    await setScanned(inner.db, id, null);
    if (inner.actor.person !== undefined) await store.addWriter(inner.db, id, inner.actor.person);
    if (row.state !== 'draft') {
      const written = await store.findSpend(inner.db, id);
      if (written) await indexRequest(inner, written);
    }
    await audit(inner, 'plan.saveSpending', id);
  });
}
