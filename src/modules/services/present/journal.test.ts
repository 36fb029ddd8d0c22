import { expect, it } from 'vitest';
import type { JournalEntry } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { Guide } from './guide.ts';
import { deskJournal, ownJournal } from './journal.ts';

const text = (en: string) => ({ az: en, en, ru: en });
const flag = { name: 'inspection', title: text('Inspection'), shown: 'applicant' } as const;

const service = {
  institution: 'bsih',
  process: {
    actions: [
      { name: 'mark', effects: [], raise: ['urgent'], note: 'required' },
      { name: 'announce', effects: [], raise: ['inspection'], note: 'required' },
      { name: 'approve', effects: [], note: 'none' },
    ],
  },
  outcomes: { approved: ['approve'], refused: [] },
  notifications: {},
} as unknown as CompiledService;
const guide = { institution: () => ({ acronym: text('BŞİH') }) } as unknown as Guide;

const entry = (seq: number, action: string, more: Partial<JournalEntry> = {}): JournalEntry => ({
  seq,
  at: new Date('2026-11-23T06:00:00Z'),
  action,
  title: text(action),
  from: 'review',
  fromStatus: 'in_review',
  to: 'review',
  status: 'in_review',
  actedAs: 'officer',
  person: null,
  actorName: undefined,
  note: { state: 'kept', value: 'between officials' },
  details: {},
  effects: [],
  raised: [],
  lowered: [],
  ...more,
});

it('tells the applicant nothing of a mark between officials, before the decision and after it', () => {
  const marked = entry(3, 'mark');
  const decided = entry(5, 'approve', { to: 'approved', status: 'decided' });
  expect(ownJournal(service, guide, [marked])).toEqual([]);
  expect(ownJournal(service, guide, [marked, decided]).map(({ seq }) => seq)).toEqual([5]);
});

it('tells them at once of a step for a flag that they see, without what officials noted', () => {
  const [told] = ownJournal(service, guide, [entry(3, 'announce', { raised: [flag] })]);
  expect(told).toMatchObject({ seq: 3, what: { en: 'announce' } });
  expect(told).not.toHaveProperty('note');
});

it('calls the beginning of an application so, and what an official or the program starts as it is called everywhere', () => {
  const begun = entry(1, 'start', { actedAs: 'applicant' });
  for (const journal of [ownJournal(service, guide, [begun]), deskJournal([begun], guide)])
    expect(journal[0]?.what.az).toBe('Müraciətə başladı');
  expect(deskJournal([entry(1, 'start', { actedAs: 'system' })], guide)[0]?.what.az).toBe('start');
});
