import { formatNumber, type Text } from '../../../language/index.ts';
import { roleTitles } from '../../identity/index.ts';
import { paymentTerm } from '../definition/fee.ts';
import { fileKinds } from '../../../kernel/file-kind.ts';
import { takesRepresentatives } from '../definition/guardians.ts';
import { takesOf } from '../rules/guardianship.ts';
import type { CompiledService, FileField, Question } from '../definition/compiled.ts';
import { passingFields } from '../definition/field-retention.ts';
import { keptFields } from '../definition/seen-by.ts';
import { fieldOf } from '../rules/answers.ts';
import { label, say } from '../text/index.ts';
import { termText } from '../text/terms.ts';
import type { AppealView, PlannedFact, QuestionSummary, ServiceCard, ServiceView } from '../views.ts';
import { costOf } from './fee.ts';
import type { Guide } from './guide.ts';

export const frontOf = ({ audience }: Pick<CompiledService, 'audience'>) =>
  audience === 'business' ? 'biznes' : 'mygov';

/** Working days of the clock that runs once a case is submitted. */
export function workingDaysOf({ process }: CompiledService): number {
  const submitted = process.actions.find(({ name }) => name === 'submit')?.to ?? '';
  return process.clocks.find(({ runs }) => runs.includes(submitted))?.workingDays ?? 0;
}

export function serviceCard(service: CompiledService, guide: Guide): ServiceCard {
  const { name, title, lead, keywords, audience, lifeEvents, institution, pages } = service;
  return {
    name,
    title,
    lead,
    audience,
    front: frontOf(service),
    institution: guide.institution(institution),
    lifeEvents,
    workingDays: workingDaysOf(service),
    questions: pages.length,
    ...(keywords ? { keywords } : {}),
  };
}

export function serviceView(service: CompiledService, guide: Guide): ServiceView {
  const { backOffice, output, whoMayApply, minutes, acts, measures, channels, retention } = service;
  return {
    ...serviceCard(service, guide),
    output,
    whoMayApply,
    minutes,
    cost: costOf(service),
    acts: acts.map(({ act, articles }) => guide.act(act, articles)),
    measures,
    channels: channels.map((channel) => label(channel)),
    ...(backOffice ? { workedIn: guide.system(backOffice.system) } : {}),
    planned: plannedFacts(service, guide),
    remaining: service.pages.map(({ page, question, fields, whom }): QuestionSummary => {
      const form = formOf(fieldOf(service, fields[0] ?? ''));
      return { page, question, form, ...(whom ? { whom: askedOf(whom) } : {}) };
    }),
    afterwards: afterwards(service),
    afterRefusal: say('afterRefusal', () => ({ days: service.appeal.days })),
    appeal: appealView(service, guide),
    keptYears: retention.years,
    ...keptLess(service),
    ...seenOnly(service),
    ...(takesRepresentatives(service) ? { forOthers: takesOf(service) } : {}),
  };
}

function keptLess(service: CompiledService): Pick<ServiceView, 'keptLess'> {
  const fields = passingFields(service);
  if (fields.length === 0) return {};
  return { keptLess: fields.map(({ label: name, retention }) => ({ label: name, term: termText(retention) })) };
}

function seenOnly(service: CompiledService): Pick<ServiceView, 'seenOnly'> {
  const fields = keptFields(service);
  if (fields.length === 0) return {};
  return {
    seenOnly: fields.map(({ label: name, seenBy }) => ({
      label: name,
      by: seenBy.map((office) => roleTitles[office]),
    })),
  };
}

export function appealView({ appeal }: CompiledService, guide: Guide): AppealView {
  return { route: appeal.route, days: appeal.days, article: guide.article(appeal.article) };
}

function plannedFacts({ fields }: CompiledService, guide: Guide): PlannedFact[] {
  return fields.flatMap((field) =>
    field.source === 'register'
      ? [{ field: field.name, label: field.label, register: guide.register(field.register) }]
      : [],
  );
}

/** “Yalnız ailə ilə gələnlərdən soruşulur”. */
const askedOf = (whom: Text): Text => say('askedOnlyOf', (lang) => ({ whom: whom[lang] }));

/** From here on an answer is a text of several lines. */
export const longAnswer = 250;

/** How a question is answered, in a few words. */
function formOf(field: Question | undefined): Text {
  if (!field || field.source === 'group') return label('formGroup');
  if (field.source === 'file') return fileForm(field);
  switch (field.type) {
    case 'choice':
      return label('formChoice');
    case 'number':
    case 'decimal':
      return label('formNumber');
    case 'date':
      return label('formDate');
    case 'yesno':
      return label('formYesNo');
    case 'text':
      if (field.maxLength <= longAnswer) return label('formText');
      return say('formLongText', (lang) => ({ max: formatNumber(field.maxLength, lang) }));
  }
}

const fileForm = ({ accepts, mostBytes }: FileField): Text =>
  say('formFile', () => ({
    kinds: accepts.map((kind) => fileKinds[kind].title).join(', '),
    megabytes: mostBytes / 1024 ** 2,
  }));

function afterwards(service: CompiledService): Text[] {
  const days = workingDaysOf(service);
  const byTable = service.decision.rules.some(({ outcome }) => outcome === 'approve');
  const pays = paymentTerm(service.process);
  return [
    ...(pays === undefined ? [] : [say('afterFee', () => ({ days: pays }))]),
    say(byTable ? 'afterTable' : 'afterOfficer', () => ({ days })),
  ];
}
