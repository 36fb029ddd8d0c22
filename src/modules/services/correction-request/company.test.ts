import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, refused, type Stage } from '../../../../test/service-stage.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { lookUpsAbout } from '../../exchange/index.ts';
import { ensurePerson, voenOf } from '../../identity/index.ts';
import { act, notifications } from '../../process/index.ts';
import { ownDataView } from '../actions/own-data.ts';
import { correctionView, ownCorrections, requestCorrection } from './actions.ts';

let stage: Stage;
let head: Actor;
let company: string;

beforeAll(async () => {
  stage = await openServiceStage();
  head = stage.people.resident;
  company = head.organisation ?? '';
}, 120_000);
afterAll(() => stage.test.close());

const as = (actor: Actor) => stage.test.ctx(actor);
const official = async (role: Role, fin: string): Promise<Actor> => ({
  kind: 'person',
  person: await ensurePerson(stage.test.ctx(), fin),
  name: `Sınaq ${role}`,
  appointments: [{ institution: 'in', role }],
});
const words = 'Ünvan 2026-cı ilin martında dəyişib, çıxarış 114.';

describe('who acts for a company', () => {
  it('reads what registers hold about it, every fact, and that stands in its log', async () => {
    const { holding, nothing } = await ownDataView(as(head));
    const companies = holding.find(({ name }) => name === 'companies');
    expect(companies?.facts.find(({ concept }) => concept === 'organisation.name')).toMatchObject({ state: 'value' });
    const facts = [...holding, ...nothing].flatMap((one) => one.facts);
    expect(facts.filter(({ state }) => state === 'refused')).toEqual([]);
    // A register that counts no record of it holds nothing about it.
    expect(nothing.flatMap((one) => one.facts).map(({ concept }) => concept)).toContain('organisation.invitedTeams');
    expect(facts.filter(({ concept }) => !concept.startsWith('organisation.'))).toEqual([]);
    const { lookUps } = await lookUpsAbout(as(head), { organisation: company });
    expect(lookUps[0]).toMatchObject({ consumer: 'rinn', purpose: { az: expect.stringContaining('şirkəti barədə') } });
  });

  it('asks the owner to correct it: the company is named by its number, and it alone sees the request', async () => {
    expect(await refused(requestCorrection(as(head), { concept: 'person.birthDate', words, right: '1' }))).toBe(
      'kernel.not_found',
    );
    const given = { concept: 'organisation.address', words, right: 'Bakı, Nizami küçəsi 5' };
    const id = await requestCorrection(as(head), given);
    expect(await requestCorrection(as(head), given)).toBe(id);
    const { journal, of } = await correctionView(as(head), id);
    expect(of.institution).toBe('in');
    expect(journal.find(({ action }) => action === 'send')?.note).toMatchObject({
      value: expect.stringContaining(`VÖEN: ${await voenOf(as(head), company)}. Düzgünü: Bakı, Nizami küçəsi 5`),
    });
    const { organisation: _company, ...alone } = head;
    expect(await refused(correctionView(as(alone), id))).toBe('kernel.not_found');
    expect([(await ownCorrections(as(alone))).length, (await ownCorrections(as(head))).length]).toEqual([0, 1]);
    const officer = await official('officer', '9AAAA6A');
    const approver = await official('approver', '9AAAA6B');
    await act(as(officer), { instance: id, action: 'propose-correction', note: 'Çıxarış üzrə belədir.' });
    await act(as(approver), { instance: id, action: 'correct', note: '' });
    await stage.drain();
    const { holding } = await ownDataView(as(head));
    const address = holding.flatMap(({ facts }) => facts).find(({ concept }) => concept === given.concept);
    expect(address?.shown?.az).toBe(given.right);
    const about = (items: readonly { text: { az: string } }[]) =>
      items.filter(({ text }) => text.az.includes(of.reference)).map(({ text }) => text.az);
    expect(about((await notifications(as(head))).items)).toEqual([`${of.reference}: reyestrdəki səhv düzəldilib.`]);
    expect(about((await notifications(as(alone))).items)).toEqual([]);
  });
});
