import type { Text } from '../../../language/lang.ts';

/** How a right stands: whether it lets anything through, and if not, why. */
export const standings = {
  asked: { az: 'İstənilib', en: 'Asked for', ru: 'Запрошено' },
  in_force: { az: 'Qüvvədədir', en: 'In force', ru: 'Действует' },
  reconfirming: { az: 'Yenidən təsdiq gözlənilir', en: 'To be confirmed anew', ru: 'Ожидает подтверждения' },
  suspended: { az: 'Dayandırılıb', en: 'Suspended', ru: 'Приостановлено' },
  refused: { az: 'İmtina edilib', en: 'Refused', ru: 'Отказано' },
  withdrawn: { az: 'Geri götürülüb', en: 'Withdrawn by who asked', ru: 'Отозвано заявителем' },
  lapsed: { az: 'Cavab verilmədiyi üçün bağlanıb', en: 'Closed without an answer', ru: 'Закрыто без ответа' },
  ended: { az: 'Xitam verilib', en: 'Ended', ru: 'Прекращено' },
  expired: { az: 'Müddəti bitib', en: 'Expired', ru: 'Срок истёк' },
} as const satisfies Record<string, Text>;
export type Standing = keyof typeof standings;

/** States of `definitions/exchange/right.yaml` as standings. */
const ofState: Readonly<Record<string, Standing>> = {
  review: 'asked',
  question: 'asked',
  decision: 'asked',
  granted: 'in_force',
  reconfirm: 'reconfirming',
  suspended: 'suspended',
  refused: 'refused',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
  ended: 'ended',
  expired: 'expired',
};

export function standingOf(state: string): Standing {
  const found = Object.hasOwn(ofState, state) ? ofState[state] : undefined;
  if (found === undefined) throw new Error(`no standing of a right is known for the state ${state}`);
  return found;
}

/** Lets something through. */
export const isInForce = (standing: Standing): boolean => standing === 'in_force' || standing === 'reconfirming';
/** Was granted and has not come to an end. */
export const isAlive = (standing: Standing): boolean => isInForce(standing) || standing === 'suspended';
