import { type DefinitionKind, type Finding, type Scope, shapeFindings } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import { processChange, processSection, type ProcessSource, processWords } from '../../process/index.ts';
import { checkApplicants } from './applicants.ts';
import { compileAmending } from './amending.ts';
import { compileBackOffice } from './back-office.ts';
import { compileCoApplicants, withFins } from './co-applicant.ts';
import type { CompiledField, CompiledService } from './compiled.ts';
import { compileCorrects } from './corrects.ts';
import { whereItStands, withCourse } from './course.ts';
import { compileData } from './data.ts';
import { compileDecision, compileRequirements } from './decision.ts';
import { type CompiledFee, checkFeeCourse, compileFee } from './fee.ts';
import { compileDocument, compileEntry } from './delivery.ts';
import { checkReasons } from './document-line.ts';
import { checkFieldRetention } from './field-retention.ts';
import { expressionFault, finding, unknown } from './finding.ts';
import { checkRepresentatives } from './guardians.ts';
import { articleOf, checkArticle, readArticle, type Surroundings, surroundingsOf } from './lookup.ts';
import { compileMigration } from './migrate.ts';
import { compileInquiries } from './inquiry.ts';
import { compileOpinions } from './opinion.ts';
import { compilePages } from './pages.ts';
import { compileOutcomes, compileServiceProcess } from './process.ts';
import { checkQuotaCourse, compileQuota } from './quota.ts';
import { compileReviews } from './review.ts';
import { checkRights } from './rights.ts';
import { compileScores, scoreFaultsAt, withScoreFields } from './scores.ts';
import { checkSeenBy } from './seen-by.ts';
import { shapeOf } from './shape.ts';
import { serviceSchemaWith, type ServiceSource, writtenSchemaWith } from './schema.ts';
import { type CompiledScenarios, findingsOf } from './scenarios.ts';
import { feelType, formulaTypes, programOf } from './types.ts';
import { serviceWords } from './words.ts';

const writtenSchema = writtenSchemaWith(processSection, processChange);
/** What is written, with what was taken over from its course. */
const whole = { kind: 'service', schema: serviceSchemaWith(processSection) };

/** `services/<name>/service.yaml`: a service of the state, from its passport to its register entry. */
export const serviceKind: DefinitionKind<typeof writtenSchema, CompiledService> = {
  kind: 'service',
  files: /^services\/([a-z][a-z0-9-]*)\/service\.yaml$/,
  schema: writtenSchema,
  words: { ...serviceWords, ...processWords },
  needs: [
    'course',
    'opinion',
    'inquiry',
    'agreement',
    'expert-review',
    'acts',
    'institutions',
    'accounts',
    'systems',
    'dictionary',
    'register',
    'rights',
    'life-events',
  ],
  compile(written, scope, name) {
    const { source, findings } = withCourse(written, scope);
    const found = [...findings, ...shapeFindings(whole, source)];
    if (found.length > 0) return { findings: found };
    const result = compileService(source as ServiceSource<ProcessSource>, scope, name);
    return { ...result, findings: whereItStands(written, scope, result.findings) };
  },
  check(compiled, scope, name) {
    const found = scope.get<CompiledScenarios>('scenarios', name);
    if (!found) return [withoutScenarios(name)];
    const count = findingsOf(scope, compiled, found).length;
    return count > 0 ? [scenariosFail(name, count)] : [];
  },
};

/** A service whose scenarios fail is refused with them: what they say is told at their own file. */
const scenariosFail = (name: string, count: number): Finding =>
  finding(
    [],
    'scenarios-fail',
    [
      `Ssenarilər keçmir, tapıntıların sayı: ${count}.`,
      `Its scenarios fail, findings: ${count}.`,
      `Сценарии не проходят, замечаний: ${count}.`,
    ],
    [
      `services/${name}/scenarios.yaml faylındakı tapıntılara baxın.`,
      `See the findings in services/${name}/scenarios.yaml.`,
      `Смотрите замечания в services/${name}/scenarios.yaml.`,
    ],
  );

const withoutScenarios = (name: string): Finding =>
  finding(
    [],
    'no-scenarios',
    ['Xidmətin sınaq ssenariləri yoxdur.', 'The service has no scenarios.', 'У услуги нет сценариев проверки.'],
    [
      `services/${name}/scenarios.yaml faylında ən azı bir ssenari yazın.`,
      `Write at least one scenario in services/${name}/scenarios.yaml.`,
      `Напишите хотя бы один сценарий в services/${name}/scenarios.yaml.`,
    ],
  );

const withoutContact = (name: Text): Finding =>
  finding(
    ['institution'],
    'no-contact',
    [
      `Xidmət üzrə müraciət yeri göstərilməyib: nə xidmətin, nə də qurumun (“${name.az}”) əlaqə məlumatı var.`,
      `Nobody is named to ask about the service: neither it nor its institution (“${name.en}”) has a contact.`,
      `Не указано, куда обращаться по услуге: контакта нет ни у неё, ни у учреждения («${name.ru}»).`,
    ],
    [
      'institutions.yaml faylında qurumun, yaxud burada xidmətin `contact` sahəsini doldurun: phone, email və ya page.',
      'Fill in `contact` of the institution in institutions.yaml, or of the service here: phone, email or page.',
      'Заполните `contact` учреждения в institutions.yaml или услуги здесь: phone, email или page.',
    ],
  );

/** Compiles a service as it stands with what it took over from its course; its scenarios are not looked at. */
export function compileService(
  written: ServiceSource<ProcessSource>,
  scope: Scope,
  name: string,
): { compiled: CompiledService; findings: readonly Finding[] } {
  const around = surroundingsOf(scope, name);
  const findings: Finding[] = [...checkPassport(written, around), ...checkApplicants(written)];
  const source = withScoreFields(written, findings);
  const fields = withFins(withSoundFormulas(compileData(source, around, findings), findings), source, around);
  findings.push(...checkRights(source, fields, scope), ...checkRepresentatives(source, fields));
  const entry = compileEntry(source, fields, around, findings);
  const corrects = compileCorrects(source, fields, around, findings);
  const document = compileDocument(source, fields, around, findings);
  const { route, days, article } = source.appeal;
  const heard = [
    ...compileOpinions(source, fields, { around, scope }, findings),
    ...compileReviews(source, fields, { around, scope }, findings),
  ];
  const within = [
    ...heard,
    ...compileCoApplicants(source, fields, { around, scope }, findings),
    ...compileInquiries(source, fields, { around, scope }, findings),
  ];
  const process = compileServiceProcess(source, fields, within, findings);
  const migrate = compileMigration(source, fields, process, findings);
  const backOffice = compileBackOffice(source, scope, findings);
  const fee = compileFee(source, fields, { around, scope, findings });
  const quota = compileQuota(source, fields, { around, findings });
  const given = { fields, entry, document, quota, fee, process };
  const correction = compileAmending(source, given, around, findings);
  const scores = compileScores(source, fields, around, findings);
  const compiled: CompiledService = {
    ...passportOf(source, name, fee),
    ...(backOffice ? { backOffice } : {}),
    fields,
    shape: shapeOf(fields),
    pages: compilePages(source, fields, around, findings),
    requirements: compileRequirements(source, fields, { around, heard }, findings),
    decision: compileDecision(source, fields, { around, heard }, findings),
    process,
    ...(within.length > 0 ? { within } : {}),
    outcomes: compileOutcomes(source, fields, heard, findings),
    ...(entry ? { entry } : {}),
    ...(corrects ? { corrects } : {}),
    ...(document ? { document } : {}),
    ...(quota ? { quota } : {}),
    ...(correction ? { correction } : {}),
    ...(scores.length > 0 ? { scores } : {}),
    ...(migrate ? { migrate } : {}),
    appeal: { route, days, article: articleOf(around, article, ['appeal'], 'appeal', findings) },
  };
  findings.push(...checkFeeCourse(source.fee, compiled), ...checkQuotaCourse(source.quota, compiled));
  findings.push(...checkReasons(compiled), ...checkFieldRetention(compiled), ...checkSeenBy(compiled));
  return { compiled, findings: scoreFaultsAt(source, findings) };
}

/** In figures, where it is the same for everybody whose fee is not waived. */
function costOf(fee: CompiledFee | undefined): Pick<CompiledService, 'cost'> {
  const amount = fee ? fee.amount : '0';
  return amount === undefined ? {} : { cost: { amount, currency: 'AZN' } };
}

function passportOf(source: ServiceSource, name: string, fee: CompiledFee | undefined) {
  const { title, lead, keywords, institution, audience, whoMayApply, lifeEvents, measures, acts, purpose } = source;
  const { applicants, guardians } = source;
  const { output, minutes, channels, contact, prefix, notifications, rating, retention } = source;
  const about = {
    name,
    title,
    lead,
    ...(keywords ? { keywords } : {}),
    institution,
    audience,
    ...(applicants ? { applicants } : {}),
    ...(guardians ? { guardians } : {}),
    whoMayApply,
    lifeEvents,
    measures,
    acts,
    purpose,
  };
  const { course } = source;
  const rest = { output, minutes, channels, prefix, notifications, rating, retention };
  return {
    ...about,
    ...rest,
    ...costOf(fee),
    ...(fee ? { fee } : {}),
    ...(contact ? { contact } : {}),
    ...(course ? { course } : {}),
    basis: readArticle(source.basis),
  };
}

function checkPassport(source: ServiceSource, around: Surroundings): Finding[] {
  const { institution, acts, basis, lifeEvents, contact } = source;
  const codes = around.institutions.map(({ code }) => code);
  const provider = around.institutions.find(({ code }) => code === institution);
  return [
    ...(provider ? [] : [unknown('institution', ['institution'], institution, codes)]),
    ...(provider && !contact && !provider.contact ? [withoutContact(provider.name)] : []),
    ...acts.flatMap(({ act }, index) =>
      Object.hasOwn(around.acts, act) ? [] : [unknown('act', ['acts', index, 'act'], act, Object.keys(around.acts))],
    ),
    ...checkArticle(around, basis, ['basis']),
    ...lifeEvents.flatMap((event, index) =>
      around.lifeEvents.includes(event) ? [] : [unknown('life-event', ['lifeEvents', index], event, around.lifeEvents)],
    ),
  ];
}

/** Leaves out computed fields whose formula does not compile over the fields above, or gives another type. */
function withSoundFormulas(given: readonly CompiledField[], findings: Finding[]): readonly CompiledField[] {
  const sound: CompiledField[] = [];
  for (const field of given) {
    if (field.source === 'computed') {
      try {
        const type = feelType(field);
        const above = [...sound];
        programOf(above, field.formula, formulaTypes);
        if (typeof type === 'string')
          programOf(above, `(${field.formula}\n) = ${samples[type] ?? 'null'}`, formulaTypes);
      } catch (error) {
        findings.push(expressionFault(['data', field.name, 'formula'], error));
        continue;
      }
    }
    sound.push(field);
  }
  return sound;
}

// Comparing with a value of the type lets the language itself say when types differ.
const samples: Readonly<Record<string, string>> = {
  string: '""',
  number: '0',
  boolean: 'true',
  date: 'date("2026-01-01")',
};
