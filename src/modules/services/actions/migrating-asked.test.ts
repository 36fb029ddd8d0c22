import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../../../test/database.ts';
import { openServiceStage, personOf, type Stage } from '../../../../test/service-stage.ts';
import { releaseFolder } from '../../../app/installation.ts';
import type { Actor } from '../../../kernel/access.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import { demoName, demoPeople, ensurePerson } from '../../identity/index.ts';
import { instance } from '../../process/index.ts';
import { saveAnswers, startCase, submitCase } from './applying.ts';
import { deskCase } from './desk.ts';
import { askInstitution } from './inquiries.ts';
import { inquiryPage } from './inquiry-desk.ts';

/* Later versions in which others are asked than before, or nobody. */

let stage: Stage;
let test: Stage['test'];
let folder: string;
let officer: Actor;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  folder = await mkdtemp(join(tmpdir(), 'vahid-migrate-asked-'));
  const found = demoPeople.find(({ role }) => role?.institution === 'bsih' && role.role === 'officer');
  if (!found?.role) throw new Error('no demo officer');
  const person = await ensurePerson(test.ctx(), found.fin);
  officer = { kind: 'person', person, name: demoName(found), appointments: [found.role] };
}, 120_000);
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function submitted(actor: Actor, service: string, pages: Record<string, Record<string, Json>>): Promise<string> {
  const { id } = await startCase(test.ctx(actor), { service });
  for (const [page, values] of Object.entries(pages)) await saveAnswers(test.ctx(actor), { id, page, values });
  await submitCase(test.ctx(actor), { id, key: `send-${id}` });
  await stage.drain();
  return id;
}

/** Releases a version that takes over all cases; answers the rules that were broken. */
async function release(service: string, change: (text: string) => string): Promise<readonly string[]> {
  await mkdir(join(folder, 'services', service), { recursive: true });
  for (const file of ['service.yaml', 'scenarios.yaml']) {
    const at = join('services', service, file);
    const text = change(await readFile(join(root, 'definitions', at), 'utf8'));
    const more = file === 'service.yaml' ? stringify({ migrate: { from: [1] } }) : '';
    await writeFile(join(folder, at), `${text}${more}`);
  }
  for (const shared of ['services/opinion.yaml', 'services/inquiry.yaml', 'courses/assessed.yaml']) {
    await mkdir(join(folder, dirname(shared)), { recursive: true });
    await copyFile(join(root, 'definitions', shared), join(folder, shared));
  }
  const vahid = { ...test.vahid, config: { ...test.vahid.config, definitionsDir: folder } };
  const { problems } = (await releaseFolder(vahid, 'test')).compilation;
  await stage.drain();
  return problems.map(({ rule }) => rule).filter((rule) => !rule.startsWith('scenario'));
}

const stateOf = async (id: string | undefined) => (await instance(test.ctx(), id ?? '')).state;

it('an inquiry does not wait for an answer that nobody may ask for any more', async () => {
  const aunt = await personOf(test, '5LS8K2M');
  const id = await submitted(aunt, 'guardian-appointment', {
    kim: { wardFin: '7DP9L3F' },
    sebeb: { wanted: 'temporary' },
    odenis: { forPayments: false },
    esas: { paper: 'N-2026-00017' },
  });
  const asked = { institution: 'din', question: 'Uşaq kiminlə yaşayır?', sees: ['wardName'] };
  await askInstitution(test.ctx(officer), { id, ...asked, key: newId() });
  const inquiry = (await deskCase(test.ctx(officer), { id })).inquiries?.inquiries[0]?.id;
  expect(await stateOf(inquiry)).toBe('asked');
  const unasked = (text: string) => text.replace(/^inquiries:\n(?: .*\n)+/m, '');
  expect(await release('guardian-appointment', unasked)).toEqual([]);
  expect(await stateOf(inquiry)).toBe('closed');
  // What was asked, and what was shown for it, stays to be read.
  const { inquiries } = await deskCase(test.ctx(officer), { id });
  expect([inquiries?.open, inquiries?.asking]).toEqual([0, undefined]);
  expect(inquiries?.inquiries.map(({ question }) => question)).toEqual([asked.question]);
  const page = await inquiryPage(test.ctx(officer), { id: inquiry ?? '' });
  expect([page.question, page.sees.map(({ az }) => az)]).toEqual([
    asked.question,
    ['Himayəyə ehtiyacı olan şəxsin adı, atasının adı, soyadı'],
  ]);
});

it('an opinion that is asked no more ends, and the one asked in its place is asked', async () => {
  const id = await submitted(stage.people.stranger, 'construction-notice', {
    yer: { site: 'Bakı şəhəri, Sınaq küçəsi 7' },
    bina: { kind: 'house', storeys: 2, floorArea: 180 },
    agaclar: { treesCut: true },
    layihe: { project: 'Daş divarlar, qaz istiliyi.' },
  });
  const before = await opinionsOf(id);
  expect(before.map(({ status }) => status)).toEqual(['in_review', 'in_review', 'in_review']);
  expect(await release('construction-notice', (text) => text.replaceAll(/\becology\b/g, 'environment'))).toEqual([]);
  const after = await opinionsOf(id);
  const kept = new Set(after.map((one) => one.id));
  const [ended, ...others] = before.filter((one) => !kept.has(one.id));
  expect(others).toEqual([]);
  expect(ended?.title.az).toContain('Ətraf mühit');
  expect(await stateOf(ended?.id)).toBe('closed');
  expect(after.filter((one) => one.title.az.includes('Ətraf mühit')).map(({ status }) => status)).toEqual([
    'in_review',
  ]);
  expect(after).toHaveLength(3);
});

const opinionsOf = async (id: string) => (await deskCase(test.ctx(officer), { id })).opinions ?? [];
