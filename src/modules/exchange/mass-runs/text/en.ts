import type { Words } from '../../../../kernel/text.ts';
import type { az } from './az.ts';

export const en: Words<typeof az> = {
  title: 'Mass look-ups',
  lead: 'Where an act allows it, an institution may check the data of many people in one go, to find out who has a right to a payment, for example. Such a run stands here in one line: who, from where, why, on which basis, and about how many people.',
  own: 'Nobody’s name stands here. If the run ended with data about you being handed over, that stands in your own list too.',
  none: 'There has been no mass look-up yet. When there is one, everybody will see it here.',
  services: 'Services of the exchange',
  time: 'Time',
  who: 'Who looked',
  where: 'Who gave the data',
  purpose: 'Purpose',
  basis: 'Legal basis',
  people: 'How many people',
  goesOn: 'going on',
};
