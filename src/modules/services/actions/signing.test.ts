import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, refused, service, software, type Stage } from '../../../../test/service-stage.ts';
import { inSession, openSigningStage, type SigningStage } from '../../../../test/signing-service.ts';
import type { Actor } from '../../../kernel/access.ts';
import { newId } from '../../../kernel/identifier.ts';
import { verifySigned } from '../../../protocols/jades/index.ts';
import { signaturesPort } from '../../documents/index.ts';
import { demoName, demoPeople, ensurePerson } from '../../identity/index.ts';
import { openDemoAuthority } from '../../identity/signature/demo/certificates.ts';
import { demoKey } from '../../identity/signature/demo/key.ts';
import type { Returned } from '../../identity/signature/flow.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { checkAnswers, saveAnswers, startCase, submitCase } from './applying.ts';
import { startForCitizen } from './assisting.ts';
import { actOnCase } from './desk-act.ts';
import { deskCase } from './desk.ts';
import { caseView } from './following.ts';
import { ownSignatureFile } from './signatures.ts';
import { signDecision, signSubmission } from './signed-act.ts';

let stage: Stage;
let signing: SigningStage;
let test: Stage['test'];
let head: Actor;
let approver: Actor;
const trusted = () => openDemoAuthority(test.vahid.keys).then(({ certificate }) => [certificate]);

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  signing = await openSigningStage(test);
  head = inSession(stage.people.head);
  approver = inSession(stage.people.approver);
}, 120_000);
afterEach(() => {
  signing.between = undefined;
  signing.seconds = 10;
});
afterAll(async () => {
  await signing.close();
  await test.close();
});

const as = (actor: Actor) => test.ctx(actor);
const failure = (returned: Returned): string =>
  'failed' in returned
    ? ((returned.failed as { code?: string }).code ?? String(returned.failed))
    : `done: ${returned.to}`;

async function signatures(id: string): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from services.signature where instance = ${id}`.execute(test.vahid.db);
  return rows[0]?.count ?? 0;
}

/** A draft with every answer; the applicant may send it. */
async function draft(): Promise<string> {
  const { id } = await startCase(as(head), { service });
  await stage.answer(head, id, software);
  return id;
}

/** A case that waits for its second official. */
async function proposed(): Promise<string> {
  const id = await stage.submitted(head);
  await stage.take(stage.people.officer, id, 'recommend', 'Tələblərə uyğundur.');
  return id;
}

async function order(id: string, action = 'approve', note = ''): Promise<string> {
  const { version } = await deskCase(as(approver), { id });
  return signDecision(as(approver), { id, action, version, note, key: newId() });
}

const unchanged = async (id: string): Promise<void> => {
  expect((await deskCase(as(approver), { id })).status).toBe('in_review');
  expect(await signatures(id)).toBe(0);
};

describe('an applicant who signs', () => {
  it('sends the application with a signature that anybody can check and that tells nothing about them', async () => {
    const id = await draft();
    expect((await checkAnswers(as(head), { id })).sign).toBe('optional');
    const path = await signSubmission(as(head), { id, key: newId() });
    expect((await caseView(as(head), { id })).status).toBe('draft');
    expect(await signing.sign(head, path)).toEqual({ to: `/muracietler/${id}/gonderildi` });
    await stage.drain();
    const view = await caseView(as(head), { id });
    expect(view.status).toBe('in_review');
    expect(view.signatures).toEqual([
      expect.objectContaining({
        state: 'holds',
        signer: head.name,
        issuer: 'Vahid Demo CA',
        file: `/muracietler/${id}/imza/2`,
      }),
    ]);
    const { jws } = await ownSignatureFile(as(head), { id, seq: 2 });
    const { statement, signer } = await verifySigned(jws, { anchors: await trusted() });
    expect(signer.personal).toEqual({ country: 'AZ', code: '5KN7R2A' });
    expect(statement).toMatchObject({
      case: view.reference,
      service,
      action: 'submit',
      actedAs: 'applicant',
      state: 'draft',
    });
    const told = JSON.stringify(statement);
    for (const secret of ['5KN7R2A', 'Abbaslı', 'mühasibat', '2007311431']) expect(told).not.toContain(secret);
  });

  it('does not send what was changed after it was signed', async () => {
    const id = await draft();
    const answer = await signing.answerFor(head, await signSubmission(as(head), { id, key: newId() }));
    await saveAnswers(as(head), { id, page: 'is-yerleri', values: { newJobs: 60 } });
    expect(failure(await signing.open(head, answer))).toBe('services.changed_since_signed');
    expect((await caseView(as(head), { id })).status).toBe('draft');
    expect(await signatures(id)).toBe(0);
  });

  it('is told what is missing before they sign', async () => {
    await stage.submitted(head);
    const { id } = await startCase(as(head), { service });
    expect(await refused(signSubmission(as(head), { id, key: newId() }))).toBe('services.answers_missing');
  });
});

it('a clerk who enters an application does not sign in its applicant’s place', async () => {
  const person = demoPeople.find(({ surname }) => surname === 'Hacıyeva');
  const clerk = inSession({
    kind: 'person',
    person: await ensurePerson(test.ctx(), person?.fin ?? ''),
    appointments: [{ institution: 'vxsida', role: 'clerk' }],
  });
  const action = test.vahid.releases
    .get<CompiledService>('service', 'farm-subsidy')
    ?.compiled.process.actions.find(({ name }) => name === 'submit');
  // As if its definition said `sign: optional`.
  Object.assign(action ?? {}, { sign: 'optional' });
  try {
    const consent = { by: 'paper', number: 'RB-120' } as const;
    const { id } = await startForCitizen(as(clerk), { service: 'farm-subsidy', fin: '3ZP5W6L', consent });
    await saveAnswers(as(clerk), { id, page: 'bitki', values: { crop: 'wheat' } });
    await saveAnswers(as(clerk), { id, page: 'sahe', values: { sownArea: 300 } });
    await saveAnswers(as(clerk), { id, page: 'qebz', values: {} });
    expect(await checkAnswers(as(clerk), { id })).not.toHaveProperty('sign');
    expect(await refused(signSubmission(as(clerk), { id, key: newId() }))).toBe('services.applicant_signs');
    expect(await signatures(id)).toBe(0);
    expect(await submitCase(as(clerk), { id, key: newId() })).toEqual({ assisted: true });
    Object.assign(action ?? {}, { sign: 'required' });
    const again = startForCitizen(as(clerk), { service: 'farm-subsidy', fin: '3ZP5W6L', consent });
    expect(await refused(again)).toBe('services.not_at_centre');
  } finally {
    Object.assign(action ?? {}, { sign: undefined });
  }
});

describe('an official who signs', () => {
  it('decides once, and the page of the document says who signed', async () => {
    const id = await proposed();
    const answer = await signing.answerFor(approver, await order(id));
    expect(await signing.open(approver, answer)).toEqual({ to: `/masa/is/${id}` });
    expect(await signing.open(approver, answer)).toEqual({ to: `/masa/is/${id}` });
    await stage.drain();
    expect(await signatures(id)).toBe(1);
    const view = await deskCase(as(approver), { id });
    expect([view.status, view.signatures.map(({ state, signer }) => [state, signer])]).toEqual([
      'issued',
      [['holds', approver.name]],
    ]);
    const { rows } = await sql<{ document: string }>`select document from services.case where id = ${id}`.execute(
      test.vahid.db,
    );
    const shown = await signaturesPort.of(test.vahid)(
      as({ kind: 'anonymous', appointments: [] }),
      rows[0]?.document ?? '',
    );
    expect(shown).toEqual([
      expect.objectContaining({ state: 'holds', signer: approver.name, issuer: 'Vahid Demo CA' }),
    ]);
    expect(shown[0]).not.toHaveProperty('file');
    await stage.endResidency(head);
  });

  it('signs twice at once and decides once', async () => {
    const id = await proposed();
    const answer = await signing.answerFor(approver, await order(id));
    const both = await Promise.allSettled([signing.open(approver, answer), signing.open(approver, answer)]);
    expect(both.filter((one) => one.status === 'fulfilled' && 'to' in one.value)).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'identity.signing_under_way' });
    expect(await signatures(id)).toBe(1);
    await stage.drain();
    await stage.endResidency(head);
  });

  it('learns that the case has moved on, and changes nothing', async () => {
    const id = await proposed();
    const answer = await signing.answerFor(approver, await order(id));
    await stage.take(stage.people.approver, id, 'send-back', 'Bir daha baxın.');
    expect(failure(await signing.open(approver, answer))).toBe('kernel.changed_meanwhile');
    await unchanged(id);
  });

  it('may sign only what the definition lets be signed', async () => {
    const id = await proposed();
    expect(await refused(order(id, 'send-back', 'Bir daha baxın.'))).toBe('process.signature_not_asked');
    await unchanged(id);
  });
});

describe('a signing service that errs', () => {
  const stranger = demoKey(Buffer.alloc(32, 9));
  const hashOf = ({ hashes }: Readonly<Record<string, unknown>>) => String((hashes as readonly string[])[0]);

  it('signs with another key: nothing is decided', async () => {
    const id = await proposed();
    signing.between = (real, method, body, bearer) =>
      method === 'signatures/signHash'
        ? real.call(method, body, bearer).then(({ status }) => ({
            status,
            body: { signatures: [stranger.signDigest(Buffer.from(hashOf(body), 'base64')).toString('base64')] },
          }))
        : real.call(method, body, bearer);
    expect(failure(await signing.sign(approver, await order(id)))).toBe('identity.signature_wrong');
    await unchanged(id);
  });

  it('is asked for a hash that was not agreed to: it refuses', async () => {
    const id = await proposed();
    signing.between = (real, method, body, bearer) =>
      real.call(
        method,
        method === 'signatures/signHash' ? { ...body, hashes: [Buffer.alloc(32, 7).toString('base64')] } : body,
        bearer,
      );
    expect(failure(await signing.sign(approver, await order(id)))).toBe('identity.signing_failed');
    await unchanged(id);
  });

  it('has let somebody else use the consent already: it refuses', async () => {
    const id = await proposed();
    signing.between = async (real, method, body, bearer) => {
      if (method === 'signatures/signHash') await real.call(method, body, bearer);
      return real.call(method, body, bearer);
    };
    expect(failure(await signing.sign(approver, await order(id)))).toBe('identity.signing_failed');
    await unchanged(id);
  });

  it('lets in another person: their certificate is refused', async () => {
    const id = await proposed();
    const other = demoPeople.find((one) => demoName(one) === head.name)?.fin ?? '';
    expect(failure(await signing.sign(approver, await order(id), { as: other }))).toBe('identity.foreign_certificate');
    await unchanged(id);
  });

  it('says that the certificate was revoked meanwhile, or that nobody knows', async () => {
    const id = await proposed();
    for (const status of ['revoked', 'suspended', 'perhaps']) {
      signing.between = async (real, method, body, bearer) => {
        const answer = await real.call(method, body, bearer);
        return method === 'credentials/info'
          ? { ...answer, body: { ...answer.body, cert: { ...(answer.body.cert as object), status } } }
          : answer;
      };
      expect(failure(await signing.sign(approver, await order(id)))).toBe('identity.certificate_revoked');
    }
    await unchanged(id);
  });

  it('is slow, or down: the case stays as it was', async () => {
    const id = await proposed();
    signing.between = async (real, method, body, bearer) => {
      if (method === 'signatures/signHash') await new Promise((done) => setTimeout(done, 1500));
      return real.call(method, body, bearer);
    };
    const answer = await signing.answerFor(approver, await order(id));
    signing.seconds = 1;
    expect(failure(await signing.open(approver, answer))).toBe('identity.signing_unavailable');
    signing.between = async () => ({ status: 502, body: {} });
    expect(await refused(signing.sign(approver, await order(id)))).toBe('identity.signing_unavailable');
    await unchanged(id);
  });

  it('names a certificate that has expired, or one of an authority that is not trusted', async () => {
    const id = await proposed();
    const given = await openDemoAuthority(test.vahid.keys);
    const wrong = [
      [
        { ...given, issue: (of: { fin: string; name: string }) => given.issue({ ...of, to: new Date('2026-11-01') }) },
        'identity.certificate_not_in_force',
      ],
      [await openDemoAuthority(test.vahid.keys, 'Somebody’s CA'), 'identity.certificate_untrusted'],
    ] as const;
    for (const [authority, code] of wrong) {
      signing.between = async (real, method, body, bearer) => {
        const answer = await real.call(method, body, bearer);
        if (method !== 'credentials/list') return answer;
        const [info] = answer.body.credentialInfos as readonly Record<string, unknown>[];
        const fin = demoPeople.find((one) => demoName(one) === approver.name)?.fin ?? '';
        const { certificate } = await authority.issue({ fin, name: approver.name ?? '' });
        const chain = [certificate, authority.certificate].map(({ raw }) => raw.toString('base64'));
        return { ...answer, body: { credentialInfos: [{ ...info, cert: { status: 'valid', certificates: chain } }] } };
      };
      expect(failure(await signing.sign(approver, await order(id)))).toBe(code);
    }
    await unchanged(id);
  });
});

describe('an answer of the signing service', () => {
  it('counts in the session that asked for it, in its time, and not once it was declined', async () => {
    const id = await proposed();
    const answer = await signing.answerFor(approver, await order(id));
    expect(await refused(signing.open(inSession(stage.people.approver), answer))).toBe('identity.signing_failed');
    expect(await refused(signing.open(head, answer))).toBe('identity.signing_failed');
    expect(await refused(signing.open(approver, { ...answer, state: 'made-up' }))).toBe('identity.signing_failed');
    test.clock.advance(11 * 60_000);
    expect(await refused(signing.open(approver, answer))).toBe('identity.signing_failed');
    expect(failure(await signing.sign(approver, await order(id), { agreed: false }))).toBe(
      'identity.signing_cancelled',
    );
    await unchanged(id);
  });

  it('brings a code that was not given for it: nothing is signed, and the right one comes too late', async () => {
    const id = await proposed();
    const answer = await signing.answerFor(approver, await order(id));
    expect(failure(await signing.open(approver, { ...answer, code: 'another-code' }))).toBe('identity.signing_failed');
    expect(await refused(signing.open(approver, answer))).toBe('identity.signing_failed');
    await unchanged(id);
  });
});

it('keeps signatures as they were given', async () => {
  for (const change of [sql`update services.signature set jws = ''`, sql`delete from services.signature`])
    await expect(change.execute(test.vahid.db)).rejects.toThrow('permission denied');
});

it('is needed where the definition requires it, and nothing but it will do', async () => {
  const id = await proposed();
  const { rows } = await sql<{ version: number }>`select version from services.case where id = ${id}`.execute(
    test.vahid.db,
  );
  const compiled = await test.vahid.releases.version<CompiledService>('service', service, rows[0]?.version ?? 0);
  const approve = compiled?.process.actions.find(({ name }) => name === 'approve');
  if (!approve) throw new Error('the service has no action approve');
  // As if its definition said `sign: required`.
  Object.assign(approve, { sign: 'required' });
  try {
    const { version } = await deskCase(as(approver), { id });
    const given = { id, action: 'approve', version, note: '', key: newId() };
    expect(await refused(actOnCase(as(approver), given))).toBe('process.signature_needed');
    await unchanged(id);
    expect(await signing.sign(approver, await order(id))).toEqual({ to: `/masa/is/${id}` });
    expect(await signatures(id)).toBe(1);
  } finally {
    Object.assign(approve, { sign: 'optional' });
  }
  await stage.drain();
  await stage.endResidency(head);
});

it('does not ask for a signature where none is provided for', async () => {
  const id = await proposed();
  const { actions, version } = await deskCase(as(approver), { id });
  expect(actions.map(({ action, sign }) => [action, sign])).toEqual([
    ['approve', 'optional'],
    ['send-back', undefined],
  ]);
  await actOnCase(as(approver), { id, action: 'approve', version, note: '', key: newId() });
  expect(await signatures(id)).toBe(0);
});
