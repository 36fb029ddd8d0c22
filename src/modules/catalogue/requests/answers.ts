import type { Envelope } from '../envelope.ts';
import { writeFields } from './fields.ts';
import type { Answers } from './draft.ts';

/** The answers that an entry already gives, for a request that changes it. Titles stand as `az | en | ru`. */
export function answersOf(envelope: Envelope): Answers {
  const { title, about, acts, contact, criticality, serviceLevel, spec, relations } = envelope;
  const ties = (kind: string, channel?: string) =>
    relations
      .filter((one) => one.kind === kind && (channel === undefined || one.channel === channel))
      .map(({ to }) => to.code)
      .join('\n');
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
    exchange: ties('uses', 'exchange'),
    local: ties('uses', 'local'),
    holds: ties('holds'),
    provider: ties('provided_by'),
    replacedBy: ties('replaced_by'),
    ...specAnswers(spec),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));
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
  };
}
