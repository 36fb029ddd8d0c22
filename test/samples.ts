import { sql } from 'kysely';
import { newCode, newId } from '../src/kernel/identifier.ts';
import { type DocumentOrder, issueDocument } from '../src/modules/documents/index.ts';
import { notify, ownInstances } from '../src/modules/process/index.ts';
import { actOnCase, deskCase, saveAnswers, startCase, submitCase } from '../src/modules/services/index.ts';
import { openApproval, stepOf } from './approval.ts';
import { type Asked, type House, ownInstitution } from './house.ts';
import { agreementSamples } from './samples-agreements.ts';
import { catalogueSamples } from './samples-catalogue.ts';
import { caseWorkSamples } from './samples-case-work.ts';
import { exchangeSamples } from './samples-exchange.ts';
import { identitySamples } from './samples-identity.ts';
import { indicatorSamples } from './samples-indicators.ts';
import { inquirySamples } from './samples-inquiries.ts';
import { intakeSamples } from './samples-intake.ts';
import { opinionSamples } from './samples-opinions.ts';
import { reviewSamples } from './samples-reviews.ts';
import { ownDataSamples } from './samples-own-data.ts';
import { paymentSamples } from './samples-payments.ts';
import { quotaSamples } from './samples-quotas.ts';
import { openSamples } from './samples-open.ts';
import { planSamples } from './samples-plan.ts';
import { signingSamples } from './samples-signing.ts';
import { spendingSamples } from './samples-spending.ts';
import { workloadSamples } from './samples-workload.ts';
import { reportSamples } from './samples-reports.ts';

/** Makes what a door needs to be there and says how to ask for it. */
export type Sample = (house: House) => Asked | Promise<Asked>;

const text = (words: string) => ({ az: words, en: words, ru: words });

/** A certificate of the institution that the tests ask about. `number` stands on it and nowhere else. */
export async function issue(house: House, holder: DocumentOrder['holder'], number: string): Promise<string> {
  const { code } = await issueDocument(house.ctx(), {
    effectKey: newId(),
    kind: 'technopark-residency',
    title: text('Şəhadətnamə'),
    number,
    lines: [{ label: text('Ad'), value: 'Sınaq', class: 'open' }],
    holder,
    institution: ownInstitution,
    reference: number,
    validFrom: '2026-11-01',
    validTo: null,
    basis: { act: 'technopark-rules', article: '4.1' },
    signer: { name: 'Sevda Rüstəmova', title: text('Şöbə müdiri') },
  });
  return code;
}

const register = 'technopark-residents';

async function setOutage({ vahid }: House, until: Date | undefined): Promise<void> {
  await sql`delete from records.outage where register = ${register}`.execute(vahid.db);
  if (until === undefined) return;
  await sql`insert into records.outage (register, since, until, reason)
    values (${register}, ${vahid.now()}, ${until}, ${JSON.stringify(text('Sınaq'))}::jsonb)`.execute(vahid.db);
}

async function recordKey({ vahid }: House): Promise<string> {
  const { rows } = await sql<{ key: string }>`select key from records.record where register = ${register}
    and superseded_at is null order by key limit 1`.execute(vahid.db);
  return rows[0]?.key ?? '';
}

const anyDocument = (house: House) => issue(house, { person: house.visitor('citizen.own').person ?? '' }, newCode(8));
const byCode: Sample = async (house) => ({ params: { code: await anyDocument(house) } });
const unknownCode: Sample = () => ({ params: { code: newCode(16) } });
const ofRegister: Sample = async (house) => {
  await setOutage(house, undefined);
  return { params: { register } };
};
const unknownRegister: Sample = () => ({ params: { register: 'nothing' } });

const process: Readonly<Record<string, Sample>> = {
  'POST /bildirisler': () => ({}),
  'POST /masa/bildirisler': () => ({}),
  'POST /bildirisler/e-poct': () => ({ body: { address: `${newCode(8)}@example.az`, lang: 'az' } }),
  'POST /bildirisler/e-poct/sil': () => ({}),
  'POST /bildirisler/e-poct/tesdiq': () => ({ body: { kod: 'x' } }),
  'GET /masa/isler/:id': openApproval,
  'GET /masa/tehlil/:kind/:name': () => ({ params: { kind: 'service', name: 'technopark-residency' } }),
  'GET /masa/isler/:id (unknown)': () => ({ params: { id: newId() } }),
  'GET /masa/isler/:id (a case)': async (house) => ({ params: { id: await sentCase(house) } }),
  'POST /masa/isler/:id': stepOf('sign'),
  "POST /masa/isler/:id (the owner's action)": stepOf('withdraw'),
  "POST /masa/isler/:id (an applicant's action)": stepOf('give_up'),
  'POST /masa/isler/:id (a case)': async (house) => ({
    params: { id: await sentCase(house) },
    body: { do: 'recommend' },
  }),
  'POST /masa/isler/:id (unknown)': () => ({ params: { id: newId() }, body: { do: 'sign' } }),
};

const records: Readonly<Record<string, Sample>> = {
  'GET /masa/reyestrler/:register': ofRegister,
  'GET /masa/reyestrler/:register (unknown)': unknownRegister,
  'POST /masa/reyestrler/:register/tarixce': async (house) => {
    await setOutage(house, undefined);
    const body = { key: await recordKey(house), purpose: 'register-keeping', reference: 'M-1' };
    return { params: { register }, body };
  },
  'POST /masa/reyestrler/:register/tarixce (unknown record)': async (house) => {
    await setOutage(house, undefined);
    return { params: { register }, body: { key: 'nothing', purpose: 'register-keeping', reference: 'M-1' } };
  },
  'POST /masa/reyestrler/:register/dayandir': async (house) => {
    await setOutage(house, undefined);
    return { params: { register }, body: { reason: 'migration', hours: '4' } };
  },
  'POST /masa/reyestrler/:register/dayandir (stopped already)': async (house) => {
    await setOutage(house, new Date(house.clock.now().getTime() + 3_600_000));
    return { params: { register }, body: { reason: 'migration', hours: '4' } };
  },
  'POST /masa/reyestrler/:register/berpa': async (house) => {
    await setOutage(house, new Date(house.clock.now().getTime() + 3_600_000));
    return { params: { register } };
  },
  'POST /masa/reyestrler/:register/berpa (not stopped)': ofRegister,
};

const documents: Readonly<Record<string, Sample>> = {
  'GET /api/v1/documents/:code': byCode,
  'GET /api/v1/documents/:code (unknown)': unknownCode,
  'GET /y/:code': byCode,
  'GET /y/:code (unknown)': unknownCode,
  'GET /y/:code/imza': byCode,
  'GET /y/:code/imza (unknown)': unknownCode,
};

export const service = 'technopark-residency';
const answers: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  sahe: { area: 'software' },
  'is-yerleri': { newJobs: 6 },
  layihe: { project: 'Kiçik müəssisələr üçün mühasibat proqramı.' },
};

/** A company has one case of a service open at a time, and begins only so many: what earlier samples left is over. */
async function endEarlier({ vahid, visitor }: House): Promise<void> {
  await sql`delete from kernel.attempt`.execute(vahid.db);
  await sql`update process.instance set state = 'withdrawn', status = 'withdrawn', awaits = '{}', due_at = null
    where kind = 'service' and status <> 'draft' and owner_organisation = ${visitor('company.own').organisation}`.execute(
    vahid.db,
  );
}

/** A draft of `company.own` with every question answered. */
export async function draftCase(house: House): Promise<string> {
  const ctx = house.as('company.own');
  await endEarlier(house);
  const { id } = await startCase(ctx, { service });
  for (const [page, values] of Object.entries(answers)) await saveAnswers(ctx, { id, page, values });
  return id;
}

/** A case of `company.own` that waits for an officer. */
export async function sentCase(house: House): Promise<string> {
  const id = await draftCase(house);
  await submitCase(house.as('company.own'), { id, key: newId() });
  return id;
}

async function take(house: House, who: string, id: string, action: string): Promise<void> {
  const { version } = await deskCase(house.as(who), { id });
  await actOnCase(house.as(who), { id, action, version, note: 'Sınaq', key: newId() });
}

/** A case of `company.own` that was refused, as two officials wanted it. */
async function refusedCase(house: House): Promise<string> {
  const id = await sentCase(house);
  await take(house, 'officer.own', id, 'propose-refusal');
  await take(house, 'approver.own', id, 'refuse');
  return id;
}

const about =
  (make: (house: House) => Promise<string>, more: () => Asked = () => ({})): Sample =>
  async (house) => {
    const { params, ...rest } = more();
    return { params: { id: await make(house), ...params }, ...rest };
  };
const aboutNothing =
  (more: () => Asked = () => ({})): Sample =>
  () => {
    const { params, ...rest } = more();
    return { params: { id: newId(), ...params }, ...rest };
  };
/** A door for one case: asked for one that is there, and for none. */
const forCase = (door: string, make: (house: House) => Promise<string>, more?: () => Asked) => ({
  [door]: about(make, more),
  [`${door} (unknown)`]: aboutNothing(more),
});

const withKey = () => ({ body: { key: newId() } });
const page = 'is-yerleri';

/** Pages of the portal: what an applicant sees and sends. */
const applicant: Readonly<Record<string, Sample>> = {
  'GET /xidmetler/:service': () => ({ params: { service } }),
  'GET /xidmetler/:service (unknown)': () => ({ params: { service: 'nothing' } }),
  'GET /xidmetler/:service/qerar': () => ({ params: { service } }),
  'GET /xidmetler/:service/qerar (unknown)': () => ({ params: { service: 'nothing' } }),
  'GET /xidmetler/:service/qerar (no such version)': () => ({ params: { service }, query: { buraxilis: '999' } }),
  'POST /xidmetler/:service/qerar': () => ({ params: { service }, body: { newJobs: '7' } }),
  'POST /xidmetler/:service/qerar (a mistake)': () => ({ params: { service }, body: { newJobs: 'yeddi' } }),
  'GET /sxem/:file': () => ({ params: { file: 'service.json' } }),
  'GET /sxem/:file (unknown)': () => ({ params: { file: 'nothing.json' } }),
  'GET /xidmetler/:service/gedis': () => ({ params: { service } }),
  'GET /xidmetler/:service/gedis (unknown)': () => ({ params: { service: 'nothing' } }),
  'GET /xidmetler/:service/gedis.bpmn': () => ({ params: { service } }),
  'GET /xidmetler/:service/gedis.bpmn (unknown)': () => ({ params: { service: 'nothing' } }),
  'GET /xidmetler/:service/kimin-ucun': () => ({ params: { service: 'civil-status-certificate' } }),
  'GET /xidmetler/:service/kimin-ucun (not for children)': () => ({ params: { service: 'residence-change' } }),
  'GET /xidmetler/:service/kimin-ucun (no such service)': () => ({ params: { service: 'nothing' } }),
  'POST /xidmetler/:service/kimin-ucun': () => ({
    params: { service: 'civil-status-certificate' },
    body: { ward: newId() },
  }),
  'POST /xidmetler/:service/kimin-ucun (no such service)': () => ({
    params: { service: 'nothing' },
    body: { ward: newId() },
  }),
  'POST /xidmetler/:service/basla': () => ({ params: { service } }),
  'POST /xidmetler/:service/basla (no such service)': () => ({ params: { service: 'nothing' } }),
  ...forCase('GET /muracietler/:id', sentCase),
  'GET /muracietler': () => ({}),
  'GET /muracietler (last page)': async (house) => {
    const { total } = await ownInstances(house.as('company.own'), {
      kind: 'service',
      without: ['withdrawn'],
      limit: 1,
    });
    return { query: { s: String(Math.ceil(total / 50)) } };
  },
  'GET /muracietler/:id (draft)': about(draftCase),
  ...forCase('GET /muracietler/:id/sual/:page', draftCase, () => ({ params: { page } })),
  'GET /muracietler/:id/sual/:page (no such page)': about(draftCase, () => ({ params: { page: 'nothing' } })),
  'GET /muracietler/:id/sual/:page (sent already)': about(sentCase, () => ({ params: { page } })),
  ...forCase('POST /muracietler/:id/sual/:page', draftCase, () => ({ params: { page }, body: { newJobs: '7' } })),
  'POST /muracietler/:id/sual/:page (sent already)': about(sentCase, () => ({
    params: { page },
    body: { newJobs: '7' },
  })),
  ...forCase('GET /muracietler/:id/yoxlama', draftCase),
  ...forCase('POST /muracietler/:id/gonder', draftCase, withKey),
  ...forCase('GET /muracietler/:id/gonderildi', sentCase),
  ...forCase('GET /muracietler/:id/geri-gotur', sentCase),
  ...forCase('POST /muracietler/:id/geri-gotur', sentCase, withKey),
  ...forCase('GET /muracietler/:id/sikayet', refusedCase),
  ...forCase('POST /muracietler/:id/sikayet', refusedCase, () => ({ body: { grounds: 'Razı deyiləm', key: newId() } })),
  'POST /muracietler/:id/sikayet (not decided)': about(sentCase, () => ({
    body: { grounds: 'Razı deyiləm', key: newId() },
  })),
  ...forCase('GET /muracietler/:id/addim/:action', sentCase, () => ({ params: { action: 'report' } })),
  ...forCase('POST /muracietler/:id/addim/:action', sentCase, () => ({ params: { action: 'report' }, ...withKey() })),
  ...forCase('POST /muracietler/:id/qiymet', refusedCase, () => ({ body: { score: '4', comment: 'Yaxşı' } })),
  'POST /muracietler/:id/qiymet (not decided)': about(sentCase, () => ({ body: { score: '4' } })),
};

const act = (action: string) => async (house: House) => {
  const id = await sentCase(house);
  const { version } = await deskCase(house.as('officer.own'), { id });
  return { params: { id }, body: { do: action, version: String(version), note: 'Sınaq', key: newId() } };
};

/** Pages of the desk: what an official sees and sends. */
const desk: Readonly<Record<string, Sample>> = {
  // The first case that was sent waits for an officer again.
  'GET /masa': async ({ vahid }) => {
    await sql`update process.instance set state = 'review', status = 'in_review', awaits = '{officer}'
      where id = (select id from services.case where submitted_at is not null order by created_at, reference limit 1)`.execute(
      vahid.db,
    );
    return {};
  },
  ...forCase('GET /masa/is/:id', sentCase),
  'GET /masa/is/:id (draft)': about(draftCase),
  'POST /masa/is/:id': act('recommend'),
  "POST /masa/is/:id (an applicant's action)": act('withdraw'),
  "POST /masa/is/:id (the program's action)": act('grant'),
  'POST /masa/is/:id (no such action)': act('nothing'),
  'POST /masa/is/:id (unknown)': aboutNothing(() => ({ body: { do: 'recommend', version: '1', key: newId() } })),
  ...signingSamples(sentCase),
  ...forCase('POST /masa/is/:id/gotur', sentCase),
  ...forCase('POST /masa/is/:id/yenile', sentCase),
};

const aKey = () => ({ json: { key: newId() } });

const casesApi: Readonly<Record<string, Sample>> = {
  'GET /api/v1/services/:name': () => ({ params: { name: service } }),
  'GET /api/v1/services/:name (unknown)': () => ({ params: { name: 'nothing' } }),
  'POST /api/v1/cases': () => ({ json: { service } }),
  'POST /api/v1/cases (no such service)': () => ({ json: { service: 'nothing' } }),
  ...forCase('GET /api/v1/cases/:id', sentCase),
  ...forCase('POST /api/v1/cases/:id/answers', draftCase, () => ({ json: { page, values: { newJobs: 7 } } })),
  'POST /api/v1/cases/:id/answers (not fitting)': about(draftCase, () => ({
    json: { page, values: { newJobs: 'a' } },
  })),
  ...forCase('POST /api/v1/cases/:id/submit', draftCase, aKey),
  ...forCase('POST /api/v1/cases/:id/withdraw', sentCase, aKey),
  'POST /api/v1/cases/:id/actions/:action': async (house) => {
    const id = await sentCase(house);
    const { version } = await deskCase(house.as('officer.own'), { id });
    return { params: { id, action: 'recommend' }, json: { version, note: 'Sınaq', key: newId() } };
  },
  'POST /api/v1/cases/:id/actions/:action (unknown)': aboutNothing(() => ({
    params: { action: 'recommend' },
    json: { version: 1, note: 'Sınaq', key: newId() },
  })),
};

/**
 * What each door is asked for. A door that needs nothing but its address is asked without an entry; a second entry says
 * in brackets what is different.
 */
export const samples: Readonly<Record<string, Sample>> = {
  ...identitySamples,
  ...process,
  ...records,
  ...documents,
  ...openSamples,
  ...catalogueSamples,
  ...paymentSamples,
  ...quotaSamples,
  ...planSamples,
  ...exchangeSamples,
  ...intakeSamples,
  ...spendingSamples,
  ...reportSamples,
  ...indicatorSamples,
  ...applicant,
  ...desk,
  ...opinionSamples,
  ...inquirySamples,
  ...agreementSamples,
  ...reviewSamples,
  ...casesApi,
  ...caseWorkSamples,
  ...ownDataSamples,
  ...workloadSamples,
};

/** Things of some visitors, each by a word that stands on it and nowhere else, with the visitors who may read it in a list. */
export async function furnish(house: House): Promise<ReadonlyMap<string, readonly string[]>> {
  const readers = new Map<string, readonly string[]>();
  for (const name of ['citizen.own', 'company.own']) {
    const { person = '', organisation } = house.visitor(name);
    const holder = organisation === undefined ? { person } : { organisation };
    const [number, notice] = [`SN-${newCode(8)}`, `Xəbər ${newCode(8)}`];
    await issue(house, holder, number);
    await notify(house.ctx(), { ...holder, text: text(notice) });
    readers.set(number, [name]).set(notice, [name]);
  }
  const notice = `Xəbər ${newCode(8)}`;
  await notify(house.ctx(), { institution: ownInstitution, role: 'officer', text: text(notice) });
  readers.set(notice, ['officer.own']);
  const { reference } = await deskCase(house.as('officer.own'), { id: await sentCase(house) });
  // The head reads it among the look-ups about herself: the register was asked who heads the company. An auditor
  // examines the cases of every institution.
  return readers.set(reference, ['auditor.other', 'auditor.own', 'company.own', 'director', 'officer.own']);
}
