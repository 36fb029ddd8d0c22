import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../src/kernel/job.ts';
import type { Random } from '../../src/modules/records/generator/random.ts';
import type { Acknowledged, Cast } from './kill-applicants.ts';
import { type Caller, patience } from './kill-caller.ts';
import type { Treasury } from './kill-treasury.ts';

interface Asked {
  readonly status: string;
  readonly payment: { readonly reference: string | null } | null;
}

type Fate = 'free' | 'unpaid' | 'refunded' | 'refused' | 'approved';

/** One foundation of a company from the draft to where its fate leads; noted in `known` as it is acknowledged. */
export async function found(
  { ministry }: Pick<Cast, 'ministry'>,
  founder: Caller,
  { random, known, treasury }: { random: Random; known: Map<string, Acknowledged>; treasury: Treasury },
): Promise<void> {
  const { id } = await founder.post<{ id: string }>('/api/v1/cases', { service: 'company-registration' });
  const noted: Acknowledged = { id, answers: {}, actions: ['start'] };
  known.set(id, noted);
  const fates: readonly Fate[] = ['free', 'unpaid', 'refunded', 'refunded', 'refused', 'approved'];
  const fate = random.pick(fates);
  const charter =
    fate === 'free' ? { charter: 'standard' } : { charter: 'own', charterText: 'Hesabat ildə iki dəfədir.' };
  const companyName = `Sınaq ${random.between(1, 1_000_000)}`;
  const pages = {
    nizamname: charter,
    ad: { companyName },
    is: { activity: 'software' },
    yer: { seat: 'Bakı, Sınaq 3' },
  };
  for (const [page, values] of Object.entries<Record<string, Json>>(pages)) {
    await founder.post(`/api/v1/cases/${id}/answers`, { page, values });
    Object.assign(noted.answers, values);
  }
  const { status } = await founder.post<Asked>(`/api/v1/cases/${id}/submit`, { key: randomUUID() });
  noted.actions.push('submit');
  const withdraw = async () => {
    await founder.post(`/api/v1/cases/${id}/withdraw`, { key: randomUUID() });
    noted.actions.push('withdraw');
  };
  if (fate === 'free') {
    // An officer has it first where a register was away, or the founder's last company was still being entered.
    if (status === 'in_review') noted.actions.push('examine');
    await reaches(founder, id, 'issued');
    noted.actions.push('grant', 'issue');
    return;
  }
  noted.actions.push('ask-payment');
  if (fate === 'unpaid') return withdraw();
  const { payment } = await founder.get<Asked>(`/api/v1/cases/${id}`);
  const reference = payment?.reference ?? undefined;
  if (reference === undefined) throw new Error(`case ${id} is ${status} and has no bill`);
  await treasury.pay(reference);
  await reaches(founder, id, 'in_review');
  noted.actions.push('paid', 'examine');
  if (fate === 'refunded') {
    await withdraw();
    return treasury.sendBack(reference);
  }
  const official = async (by: Caller, action: string) => {
    const key = randomUUID();
    await by.post(`/api/v1/cases/${id}/actions/${action}`, { version: noted.actions.length, note: 'Sınaq', key });
    noted.actions.push(action);
  };
  await official(ministry.officer, fate === 'refused' ? 'propose-refusal' : 'recommend');
  await official(ministry.approver, fate === 'refused' ? 'refuse' : 'approve');
  if (fate !== 'approved') return;
  // Beside a company that is still being entered no other of the founder is approved.
  await reaches(founder, id, 'issued');
  noted.actions.push('issue');
}

/** What follows by an event or a job comes a moment later; an approval that waits for another, after a minute. */
async function reaches(founder: Caller, id: string, expected: string): Promise<Asked> {
  for (const end = Date.now() + patience * 1000; ; await sleep(50)) {
    const asked = await founder.get<Asked>(`/api/v1/cases/${id}`);
    if (asked.status === expected) return asked;
    if (Date.now() > end) throw new Error(`case ${id} is ${asked.status} and not ${expected} after ${patience} s`);
  }
}
