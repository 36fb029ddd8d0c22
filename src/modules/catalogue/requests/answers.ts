import type { Envelope } from '../envelope.ts';
import type { Answers } from './draft.ts';
import { writeFields } from './fields.ts';
import { questions } from './questions.ts';
import { isAsked } from './ties.ts';

/** The answers that an entry already gives, for a request that changes it. Titles stand as `az | en | ru`. */
export function answersOf(envelope: Envelope): Answers {
  const { title, about, acts, contact, criticality, serviceLevel, spec } = envelope;
  const said: Answers = {
    title: threeOf(title),
    about: about ? threeOf(about) : '',
    acts: acts.join('\n'),
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
    criticality: criticality ?? '',
    hours: serviceLevel?.hours ?? '',
    unit: contact?.unit ?? '',
    availability: numberOf(serviceLevel?.availability),
    restoreHours: numberOf(serviceLevel?.restoreHours),
    ...tiesOf(envelope),
    ...specAnswers(spec),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));
}

/** By code; a code that several bear is read as the entry to which this one is tied already. */
function tiesOf({ kind, relations }: Envelope): Answers {
  return Object.fromEntries(
    questions.flatMap(({ name, ties, kinds, further = [] }) => {
      if (!ties || ![...kinds, ...further].includes(kind)) return [];
      const named = relations.filter((one) => isAsked(ties, one)).map(({ to }) => to);
      const codes = named.map(({ code }) => code);
      const isTwice = (code: string) => codes.indexOf(code) !== codes.lastIndexOf(code);
      return [[name, named.map((to) => (isTwice(to.code) ? `${to.kind}/${to.code}` : to.code)).join('\n')]];
    }),
  );
}

const numberOf = (value: number | undefined): string => (value === undefined ? '' : String(value).replace('.', ','));

function threeOf({ az, en, ru }: Envelope['title']): string {
  return az === en && az === ru ? az : [az, en, ru].join(' | ');
}

function specAnswers(spec: Envelope['spec']): Answers {
  return {
    ...('personalDataNumber' in spec && spec.personalDataNumber ? { personalData: spec.personalDataNumber } : {}),
    ...('users' in spec && spec.users !== undefined ? { users: String(spec.users) } : {}),
    ...('version' in spec && spec.version ? { version: spec.version } : {}),
    ...('objects' in spec && spec.objects ? { objects: writeFields(spec.objects) } : {}),
    ...('protocol' in spec ? { protocol: spec.protocol, address: spec.description ?? '' } : {}),
    ...('platform' in spec ? { platform: spec.platform, address: spec.address ?? '' } : {}),
    ...('place' in spec ? { hostingPlace: spec.place } : {}),
    ...('audience' in spec ? serviceAnswers(spec) : {}),
  };
}

function serviceAnswers(spec: Extract<Envelope['spec'], { audience: unknown }>): Answers {
  const { audience, lifeEvents, output, cost, workingDays, contact, asks = [] } = spec;
  return {
    audience,
    lifeEvents: lifeEvents.join('\n'),
    output: output ? threeOf(output) : '',
    fee: cost ? cost.amount.replace('.', ',') : '',
    workingDays: workingDays === undefined ? '' : String(workingDays),
    asks: asks.join('\n'),
    publicPhone: contact?.phone ?? '',
    publicEmail: contact?.email ?? '',
    address: contact?.page ?? '',
  };
}
