import { inTransaction } from '../src/kernel/context.ts';
import { keepFile, receiveFile } from '../src/kernel/file.ts';
import { newId } from '../src/kernel/identifier.ts';
import { demoPeople } from '../src/modules/identity/index.ts';
import { insertEvidence } from '../src/modules/services/evidence-store.ts';
import { writeAnswers } from '../src/modules/services/store.ts';
import { type Sample, sentCase } from './samples.ts';

/** A sent case of `company.own` with a file that belongs to it. */
const withFile: Sample = async (house) => {
  const id = await sentCase(house);
  const bytes = Buffer.from(`%PDF-1.7\n${newId()}`);
  const received = await receiveFile(
    house.vahid,
    (async function* () {
      yield bytes;
    })(),
  );
  const evidence = newId();
  await inTransaction(house.ctx(), async (ctx) => {
    const { id: file } = await keepFile(ctx, received);
    await insertEvidence(ctx.db, { id: evidence, instance: id, field: 'paper', file, added_at: house.clock.now() });
    const named = [{ id: evidence, name: 'sened.pdf', kind: 'pdf', size: bytes.length }];
    await writeAnswers(ctx.db, id, { paper: named }, house.clock.now(), true);
  });
  return { params: { id, evidence } };
};
const noFile: Sample = () => ({ params: { id: newId(), evidence: newId() } });

const citizen = demoPeople.find(({ role, heads }) => role === undefined && heads === undefined);
const note = () => ({ words: 'Sınaq', key: newId() });

/** Doors to files, notes and the entry at a service centre. */
export const caseWorkSamples: Readonly<Record<string, Sample>> = {
  'GET /muracietler/:id/fayl/:evidence': withFile,
  'GET /muracietler/:id/fayl/:evidence (unknown)': noFile,
  'GET /masa/is/:id/fayl/:evidence': withFile,
  'GET /masa/is/:id/fayl/:evidence (unknown)': noFile,
  'GET /api/v1/cases/:id/evidence/:evidence': withFile,
  'GET /api/v1/cases/:id/evidence/:evidence (unknown)': noFile,
  'POST /masa/is/:id/qeyd': async (house) => ({ params: { id: await sentCase(house) }, body: note() }),
  'POST /masa/is/:id/qeyd (unknown)': () => ({ params: { id: newId() }, body: note() }),
  'POST /merkez-kodu': () => ({}),
  'POST /masa/merkez': () => ({
    body: { service: 'farm-subsidy', fin: citizen?.fin ?? '', consent: 'paper', paper: 'B-1' },
  }),
  'POST /masa/merkez (a mistake)': () => ({ body: { service: 'farm-subsidy', consent: 'paper', paper: 'B-1' } }),
};
