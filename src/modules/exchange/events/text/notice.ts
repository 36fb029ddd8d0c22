import type { Text } from '../../../../language/lang.ts';
import { type StopReason, stopReasons } from '../entities.ts';

/** What the registrars of both sides are told of a subscription that gets nothing any more. */
export function noticeText(title: Text | undefined, client: string, reason: StopReason): Text {
  const why = stopReasons[reason];
  const of = title ?? { az: 'hadisə', en: 'event', ru: 'событие' };
  return {
    az: `“${of.az}” hadisəsi ${client} sisteminə daha göndərilmir: ${why.az}.`,
    en: `The event “${of.en}” is no longer sent to the system ${client}: ${why.en}.`,
    ru: `Событие «${of.ru}» больше не отправляется системе ${client}: ${why.ru}.`,
  };
}
