import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { removeCondition, setCondition, showEvidence, verifyCondition } from './actions/conditions.ts';
import { updateDelivery } from './actions/delivery.ts';
import { nameCabinetAct, proposeWaiverOf, resolveDuplicate, waiveCheck } from './actions/reviewing.ts';
import { saveSpending } from './actions/writing.ts';
import { deskRequest } from './reading.ts';
import { listChecks } from './store/checks.ts';
import { listConditions } from './store/conditions.ts';
import { listDecisions } from './store/decisions.ts';
import { listDuplicates } from './store/duplicates.ts';
import { listMoney } from './store/requests.ts';
import { centralAnswers, openStand, plainAnswers, type Stand } from './test-stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] }));
});
afterAll(() => stand.test.close());

const day = 86_400_000;
const refused = (tried: Promise<unknown>) =>
  tried.then(
    () => 'done',
    ({ code }: { code: string }) => code,
  );
const db = () => stand.test.vahid.db;

describe('a draft', () => {
  it('is read at the desk by its institution alone', async () => {
    const id = await stand.draft(plainAnswers, 'Hələ göndərilməyib');
    expect(await refused(deskRequest(stand.as('officer'), id))).toBe('kernel.not_found');
    expect(await refused(deskRequest(stand.as('deputy'), id))).toBe('done');
    await stand.act('registrar', id, 'enter-pipeline');
    expect(await refused(deskRequest(stand.as('officer'), id))).toBe('done');
  });

  it('is kept incomplete, and money is kept to the qəpik', async () => {
    const id = await stand.draft({ purpose: 'Yarımçıq', cost_software_2027: 'çox', rough: '1234567.05', year: '2027' });
    expect(await stand.row(id)).toMatchObject({ purpose: 'Yarımçıq', forecast: '1234567.05', state: 'draft' });
    await saveSpending(stand.as('registrar'), id, { cost_software_2027: '0.10', cost_cloud_2028: '0.20' });
    expect((await stand.row(id)).forecast).toBe('0.30');
    expect((await listMoney(db(), id)).costs).toEqual([
      { year: 2027, category: 'software', amount: '0.10' },
      { year: 2028, category: 'cloud', amount: '0.20' },
    ]);
  });

  it('enters the pipeline only with a measure of the plan, and is nobody else’s to write', async () => {
    const id = await stand.draft({ ...plainAnswers, measure: '6.9.9.9.9' });
    expect(await refused(stand.act('registrar', id, 'enter-pipeline'))).toBe('plan.spending_incomplete');
    expect(await refused(saveSpending(stand.as('elsewhere'), id, { purpose: 'x' }))).toBe('kernel.not_allowed');
    await saveSpending(stand.as('registrar'), id, { measure: '6.1.1.2.1' });
    await stand.act('registrar', id, 'enter-pipeline');
    expect(await stand.row(id)).toMatchObject({ state: 'pipeline', measure: '6.1.1.2.1', plan: expect.any(String) });
  });

  it('is sent only with funding of exactly 100 percent, by the deputy head of its institution', async () => {
    const id = await stand.draft({ ...plainAnswers, fund_extra_budgetary: '39.99' });
    await stand.act('registrar', id, 'enter-pipeline');
    expect(await refused(stand.act('deputy', id, 'submit'))).toBe('plan.spending_incomplete');
    await saveSpending(stand.as('registrar'), id, { fund_extra_budgetary: '40.01' });
    expect(await refused(stand.act('deputy', id, 'submit'))).toBe('plan.spending_incomplete');
    await saveSpending(stand.as('registrar'), id, { fund_extra_budgetary: '40.00' });
    for (const who of ['registrar', 'head', 'elsewhere', 'officer'] as const)
      expect(await refused(stand.act(who, id, 'submit'))).toBe('kernel.not_allowed');
    await stand.act('deputy', id, 'submit');
    expect(await stand.state(id)).toBe('submitted');
    expect(await refused(saveSpending(stand.as('registrar'), id, { purpose: 'x' }))).toBe('plan.spending_not_open');
  });
});

describe('triage', () => {
  it('sends little to a notification, the gravest answer to the centre, and says why', async () => {
    const little = await stand.row(await stand.triaged());
    expect(little).toMatchObject({ state: 'triaged', route: 'notify' });
    const { route, routeGrounds } = await stand.row(await stand.triaged(centralAnswers));
    expect(route).toBe('central');
    expect(routeGrounds.map(({ text }) => text.az)).toContain('Sistem kritik sinfə aiddir.');
    const huge = { ...plainAnswers, cost_hardware_2027: '20000000' };
    expect((await stand.row(await stand.triaged(huge))).route).toBe('cabinet');
  });

  it('lets a notification be taken note of, and nothing else', async () => {
    const id = await stand.triaged(plainAnswers, 'Meyvə bağlarının uçotu');
    for (const { id: candidate } of await listDuplicates(db(), id))
      await resolveDuplicate(stand.as('officer'), id, { candidate, resolution: 'justified', reason: 'Başqadır.' });
    const central = await stand.triaged(centralAnswers, 'Çay yataqlarının uçotu');
    expect(await refused(stand.act('officer', central, 'acknowledge'))).toBe('process.condition_not_met');
    await stand.act('officer', id, 'acknowledge');
    expect(await stand.row(id)).toMatchObject({ state: 'approved', approved: '50000.50', expiresOn: '2027-11-23' });
  });

  it('leaves self-assurance to the head, not to who signed', async () => {
    const id = await stand.draft({ ...plainAnswers, users: 'citizens', channel: 'mygov' }, 'Ovçuluq biletləri');
    await stand.act('registrar', id, 'enter-pipeline');
    await stand.act('chief', id, 'submit');
    await stand.settle();
    expect((await stand.row(id)).route).toBe('self_assure');
    expect(await refused(stand.act('deputy', id, 'assure'))).toBe('kernel.not_allowed');
    expect(await refused(stand.act('chief', id, 'assure'))).toBe('plan.spending_own_writing');
    await stand.act('head', id, 'assure');
    expect(await listDecisions(db(), id)).toMatchObject([{ verdict: 'approved', office: 'aef', route: 'self_assure' }]);
  });
});

describe('the assessment', () => {
  it('holds until each failed check is waived, proposed with a reason by one and granted by another', async () => {
    const id = await stand.assessing({ ...centralAnswers, hosting: 'local' }, 'Dağ meşələrinin xəritəsi');
    const failed = (await listChecks(db(), id)).filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule);
    expect(failed).toEqual(['hosting']);
    expect(await refused(stand.act('officer', id, 'recommend'))).toBe('process.condition_not_met');
    const propose = (who: 'other' | 'approver' | 'turncoat', why = 'Avadanlıq 2027-ci ilədək qalır.') =>
      refused(proposeWaiverOf(stand.as(who), id, { rule: 'hosting', why }));
    const grant = (who: 'officer' | 'other' | 'approver' | 'turncoat') =>
      refused(waiveCheck(stand.as(who), id, 'hosting'));
    expect(await grant('approver')).toBe('plan.spending_waiver_not_proposed');
    expect(await propose('approver')).toBe('kernel.not_allowed');
    expect(await propose('turncoat')).toBe('plan.spending_own_writing');
    expect(await propose('other', ' ')).toBe('plan.spending_reason');
    expect(await propose('other')).toBe('done');
    expect(await grant('officer')).toBe('kernel.not_allowed');
    expect(await grant('other')).toBe('plan.spending_own_proposal');
    expect(await grant('turncoat')).toBe('plan.spending_own_writing');
    expect(await grant('approver')).toBe('done');
    expect((await listChecks(db(), id)).find(({ rule }) => rule === 'hosting')?.waivedWhy).toContain('2027');
    expect(await grant('approver')).toBe('plan.spending_not_failed');
    await stand.act('officer', id, 'recommend');
    expect(await stand.state(id)).toBe('recommended');
  });

  it('keeps a waiver through an answer that changes nothing of it, and drops it with what it was given for', async () => {
    const id = await stand.assessing({ ...centralAnswers, rights: 'supplier' }, 'Balıqçılıq icazələri');
    await stand.waive(id, 'exit', 'Məhsul hazırdır.');
    const again = async (answers: Record<string, string>) => {
      await stand.act('officer', id, 'ask', 'Niyə?');
      await saveSpending(stand.as('registrar'), id, answers);
      await stand.act('registrar', id, 'answer');
      await stand.settle();
      return (await listChecks(db(), id)).find(({ rule }) => rule === 'exit')?.verdict;
    };
    expect(await again({ purpose: 'Balıq ovu icazələri.' })).toBe('waived');
    expect(await again({ rights: 'state', exitPlan: '' })).toBe('fail');
    expect(await again({ exitPlan: 'Kod təhvil verilir.' })).toBe('pass');
  });

  it('waits for the scan of what was answered', async () => {
    const id = await stand.assessing(centralAnswers, 'Torpaqların münbitliyi');
    await stand.act('officer', id, 'ask', 'Niyə?');
    await saveSpending(stand.as('registrar'), id, { purpose: 'Torpaq analizləri.' });
    expect((await stand.row(id)).scannedAt).toBeNull();
    await stand.act('registrar', id, 'answer');
    expect(await refused(stand.act('officer', id, 'recommend'))).toBe('process.condition_not_met');
    await stand.settle();
    expect((await stand.row(id)).scannedAt).not.toBeNull();
    expect(await refused(stand.act('officer', id, 'recommend'))).toBe('done');
  });

  it('goes the graver way when what is answered asks for it, and never a lighter one', async () => {
    const id = await stand.assessing(centralAnswers, 'Çayların axını');
    const answer = async (given: Readonly<Record<string, string>>) => {
      await stand.act('officer', id, 'ask', 'Niyə?');
      await saveSpending(stand.as('registrar'), id, given);
      await stand.act('registrar', id, 'answer');
      await stand.settle();
      return (await stand.row(id)).route;
    };
    expect(await answer({ criticality: 'ordinary' })).toBe('central');
    expect(await answer({ cost_hardware_2027: '20000000' })).toBe('cabinet');
    expect(await answer({ cost_hardware_2027: '' })).toBe('cabinet');
  });

  it('is nobody’s who wrote, signed, or holds an office in the institution that asks', async () => {
    const id = await stand.triaged(centralAnswers, 'Heyvanların peyvəndi');
    expect(await refused(stand.act('turncoat', id, 'take-up'))).toBe('plan.spending_own_writing');
    await stand.act('officer', id, 'take-up');
    expect(await refused(stand.act('turncoat', id, 'advise-against'))).toBe('plan.spending_own_writing');
  });
});

describe('duplicates', () => {
  const title = 'Kadr uçotu sisteminin qurulması';
  const about = { purpose: 'Əməkdaşların şəxsi işləri, məzuniyyəti və ştat cədvəli.', capabilities: 'human-resources' };

  it('of other institutions are shown, resolved by a person with a reason, and bar the recommendation', async () => {
    const theirs = await stand.draft({ ...plainAnswers, ...about }, 'Kadrların elektron uçotu', 'elsewhere');
    await stand.act('elsewhere', theirs, 'enter-pipeline');
    const id = await stand.assessing({ ...centralAnswers, ...about }, title);
    const found = await listDuplicates(db(), id);
    expect(found).toMatchObject([{ other: theirs, resolution: null }]);
    expect(found[0]?.why.stems).toContain('kadr');
    expect(await refused(stand.act('officer', id, 'recommend'))).toBe('process.condition_not_met');
    const candidate = found[0]?.id ?? '';
    const resolve = (who: 'officer' | 'turncoat', reason: string) =>
      refused(resolveDuplicate(stand.as(who), id, { candidate, resolution: 'join', reason }));
    expect(await resolve('officer', ' ')).toBe('plan.spending_reason');
    expect(await resolve('turncoat', 'Birgə.')).toBe('plan.spending_own_writing');
    expect(await resolve('officer', 'İki qurum birgə alır.')).toBe('done');
    await stand.act('officer', id, 'recommend');
  });

  it('are none of a request that was withdrawn, nor of one’s own', async () => {
    const theirs = await stand.draft(
      { ...plainAnswers, purpose: 'Mədən sularının keyfiyyəti.' },
      'Mədən sularının ölçülməsi',
      'elsewhere',
    );
    await stand.act('elsewhere', theirs, 'enter-pipeline');
    await stand.act('elsewhere', theirs, 'withdraw');
    const own = await stand.triaged(
      { ...plainAnswers, purpose: 'Mədən sularının keyfiyyəti.' },
      'Mədən sularının ölçülməsi',
    );
    const again = await stand.triaged(
      { ...plainAnswers, purpose: 'Mədən sularının keyfiyyəti.' },
      'Mədən sularının ölçülməsi',
    );
    for (const id of [own, again]) expect(await listDuplicates(db(), id)).toEqual([]);
  });
});

describe('the decision', () => {
  it('is another person’s than the recommendation, and keeps its days and reason', async () => {
    const id = await stand.assessing(centralAnswers, 'Küləklərin ölçülməsi');
    expect(await refused(stand.act('other', id, 'recommend'))).toBe('process.condition_not_met');
    await stand.act('other', id, 'take-over');
    expect(await refused(stand.act('officer', id, 'recommend'))).toBe('process.condition_not_met');
    await stand.act('other', id, 'recommend');
    expect(await refused(stand.act('other', id, 'approve'))).toBe('process.four_eyes');
    expect(await refused(stand.act('turncoat', id, 'approve'))).toBe('plan.spending_own_writing');
    stand.test.clock.advance(2 * day);
    await stand.act('approver', id, 'approve', 'Tədbirə uyğundur.');
    expect(await listDecisions(db(), id)).toMatchObject([
      { verdict: 'approved', office: 'rinn', amount: '50000.50', days: 2, inTime: true, reason: 'Tədbirə uyğundur.' },
    ]);
  });

  it('with conditions needs each whole, and without any is plain', async () => {
    const id = await stand.recommended(centralAnswers, 'Zəlzələ stansiyaları');
    expect(await refused(stand.act('approver', id, 'approve-with-conditions'))).toBe('process.condition_not_met');
    const loose = await setCondition(stand.as('approver'), id, { text: 'Sınaq hesabatı', blocking: true });
    expect(await refused(stand.act('approver', id, 'approve'))).toBe('process.condition_not_met');
    expect(await refused(stand.act('approver', id, 'approve-with-conditions'))).toBe('process.condition_not_met');
    expect(await refused(removeCondition(stand.as('officer'), id, loose))).toBe('kernel.not_allowed');
    await removeCondition(stand.as('approver'), id, loose);
    const whole = { text: 'Sınaq hesabatı', owner: 'aef', evidence: 'report', gate: 'commit', blocking: true } as const;
    const due = (set: string) => refused(setCondition(stand.as('approver'), id, { ...whole, due: set }));
    expect(await due('2026-01-01')).toBe('plan.spending_past_due');
    expect(await due('2027-02-01')).toBe('done');
    await stand.act('approver', id, 'approve-with-conditions');
    expect(await stand.state(id)).toBe('approved_with_conditions');
  });

  it('of the Cabinet’s route names its act', async () => {
    const id = await stand.recommended({ ...plainAnswers, cost_hardware_2027: '20000000' }, 'Superkompüter alınması');
    expect(await refused(stand.act('approver', id, 'approve'))).toBe('process.condition_not_met');
    expect(await refused(nameCabinetAct(stand.as('approver'), id, '15 saylı qərar'))).toBe('kernel.not_allowed');
    await nameCabinetAct(stand.as('other'), id, '15 saylı qərar');
    // Nobody decides by an act they entered alone.
    expect(await refused(stand.act('other', id, 'approve'))).toBe('process.condition_not_met');
    await stand.act('approver', id, 'approve');
  });

  it('does not rest on an act that was named of an earlier version', async () => {
    const dear = { ...plainAnswers, cost_hardware_2027: '20000000' };
    const id = await stand.recommended(dear, 'Peyk rabitəsi antenaları');
    await nameCabinetAct(stand.as('officer'), id, '16 saylı qərar');
    await stand.act('approver', id, 'return');
    await stand.act('registrar', id, 'revise');
    await saveSpending(stand.as('registrar'), id, { cost_hardware_2027: '90000000' });
    await stand.act('deputy', id, 'submit');
    await stand.settle();
    expect((await stand.row(id)).cabinetAct).toBeNull();
  });

  it('against can be appealed by the deputy head, and is judged by others', async () => {
    const id = await stand.assessing(centralAnswers, 'Neft quyularının pasportu');
    await stand.act('officer', id, 'advise-against');
    await stand.act('approver', id, 'reject');
    await stand.act('deputy', id, 'appeal');
    expect(await refused(stand.act('approver', id, 'reopen'))).toBe('process.four_eyes');
    expect(await refused(stand.act('turncoat', id, 'reopen'))).toBe('plan.spending_own_writing');
    await stand.act('other', id, 'reopen');
    expect(await stand.state(id)).toBe('assessing');
  });
});

describe('after the approval', () => {
  async function conditional(title: string): Promise<string> {
    const id = await stand.recommended(centralAnswers, title);
    const due = '2027-06-01';
    const condition = { owner: 'aef', evidence: 'document', due, blocking: true } as const;
    await setCondition(stand.as('approver'), id, { ...condition, text: 'Müqavilədən əvvəl', gate: 'commit' });
    await setCondition(stand.as('approver'), id, { ...condition, text: 'İcradan əvvəl', gate: 'delivery' });
    await stand.act('approver', id, 'approve-with-conditions');
    return id;
  }

  it('a blocking condition holds its gate until another person has verified it', async () => {
    const id = await conditional('Göllərin duzluluğu');
    await updateDelivery(stand.as('registrar'), id, { committed: '50000', contract: 'M-1' });
    expect(await refused(stand.act('registrar', id, 'commit'))).toBe('process.condition_not_met');
    const [first, second] = await listConditions(db(), id);
    if (!first || !second) throw new Error('no conditions');
    const verify = (who: 'officer' | 'turncoat') => refused(verifyCondition(stand.as(who), id, first.id));
    expect(await verify('officer')).toBe('plan.spending_nothing_shown');
    await showEvidence(stand.as('turncoat'), id, first.id, 'Protokol 7');
    expect(await verify('turncoat')).toBe('plan.spending_own_evidence');
    expect(await verify('officer')).toBe('done');
    await stand.act('registrar', id, 'commit');
    expect(await refused(stand.act('registrar', id, 'begin-delivery'))).toBe('process.condition_not_met');
    await showEvidence(stand.as('registrar'), id, second.id, 'Protokol 8');
    await verifyCondition(stand.as('officer'), id, second.id);
    await stand.act('registrar', id, 'begin-delivery');
    expect(await stand.state(id)).toBe('delivering');
  });

  it('no more is committed than was approved', async () => {
    const id = await stand.recommended(centralAnswers, 'Yağıntıların radarı');
    await stand.act('approver', id, 'approve');
    await updateDelivery(stand.as('registrar'), id, { committed: '50000.51', contract: 'M-2' });
    expect(await refused(stand.act('registrar', id, 'commit'))).toBe('process.condition_not_met');
    await updateDelivery(stand.as('registrar'), id, { committed: '50000.50' });
    await stand.act('registrar', id, 'commit');
  });

  async function delivering(title: string): Promise<string> {
    const id = await stand.recommended(centralAnswers, title);
    await stand.act('approver', id, 'approve');
    await updateDelivery(stand.as('registrar'), id, { committed: '50000', contract: 'M-3', supplier: 'Arı MMC' });
    await stand.act('registrar', id, 'commit');
    await stand.act('registrar', id, 'begin-delivery');
    return id;
  }

  it.each([
    ['110 percent of the cost is no deviation', { forecast: '55000.55' }, 'delivering', []],
    ['more is', { forecast: '55000.56' }, 'change_request', ['cost']],
    ['90 days later is none', { endsOn: '2027-12-30' }, 'delivering', []],
    ['91 days are', { endsOn: '2027-12-31' }, 'change_request', ['time']],
    ['another supplier is', { supplier: 'Bal MMC' }, 'change_request', ['supplier']],
    ['another scope is', { scopeChanged: true }, 'change_request', ['scope']],
  ])('%s', async (name, facts, state, deviation) => {
    const id = await delivering(`Xəbərdarlıq qurğusu ${name}`);
    await updateDelivery(stand.as('registrar'), id, facts);
    expect(await stand.row(id)).toMatchObject({ state, deviation });
    expect(await stand.state(id)).toBe(state);
  });

  it('is closed by the centre once the benefits are due and written', async () => {
    const id = await delivering('Toxumların genefondu');
    await stand.act('registrar', id, 'finish');
    await stand.act('registrar', id, 'deliver');
    const { benefitsOn } = await stand.row(id);
    expect(await refused(stand.act('officer', id, 'close'))).toBe('process.condition_not_met');
    await updateDelivery(stand.as('registrar'), id, { benefits: 'Vaxt üç dəfə azaldı.' });
    expect(await refused(stand.act('officer', id, 'close'))).toBe('process.condition_not_met');
    stand.test.clock.set(`${benefitsOn}T06:00:00Z`);
    await stand.act('officer', id, 'close');
    expect(await stand.state(id)).toBe('closed');
  });

  it('expires after twelve months without a commitment, to the day, and never before', async () => {
    const id = await stand.recommended(centralAnswers, 'Mağaraların üçölçülü təsviri');
    await stand.act('approver', id, 'approve');
    const { expiresOn } = await stand.row(id);
    stand.test.clock.set(`${expiresOn}T13:59:00Z`);
    await stand.settle();
    expect(await stand.state(id)).toBe('approved');
    stand.test.clock.set(`${expiresOn}T14:00:00Z`);
    await stand.settle();
    expect(await stand.state(id)).toBe('expired');
    expect((await stand.row(id)).state).toBe('expired');
  });
});
