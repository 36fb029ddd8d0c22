import type { Lang } from '../../language/lang.ts';

/** What the script says by itself: it has to be there when the server is not. */
interface UnsentWords {
  /** What was typed is on the device. */
  readonly kept: string;
  /** It could not be kept; it is only on the page. */
  readonly onPage: string;
  readonly sent: string;
  /** The form holds something else now than what was kept. */
  readonly changed: string;
  readonly waits: string;
  readonly look: string;
  readonly drop: string;
  readonly signOut: (n: number) => string;
}

export const unsentWords: Readonly<Record<Lang, UnsentWords>> = {
  az: {
    kept: 'Bağlantı yoxdur. Cavabınız bu cihazda saxlanılıb; bağlantı bərpa olunanda göndəriləcək.',
    onPage:
      'Bağlantı yoxdur. Yazdıqlarınız bu səhifədədir: səhifəni bağlamayın, bağlantı bərpa olunanda yenidən göndərin.',
    sent: 'Bağlantı bərpa olunub, cihazda saxlanılmış cavabınız göndərildi.',
    changed: 'Bağlantı bərpa olunub. Yazdıqlarınızı göndərmək üçün “Davam et” düyməsini basın.',
    waits: 'Bu cihazda saxlanılmış cavabınız göndərilməyib: ona yenidən baxmaq lazımdır.',
    look: 'Cavaba bax',
    drop: 'Cavabı cihazdan sil',
    signOut: (n) => `Bu cihazda göndərilməmiş ${n} cavab var. Çıxsanız, silinəcək.`,
  },
  en: {
    kept: 'No connection. Your answer is kept on this device and is sent when the connection is back.',
    onPage: 'No connection. What you typed is on this page: leave it open, and send again when the connection is back.',
    sent: 'The connection is back, the answer kept on this device has been sent.',
    changed: 'The connection is back. Press “Continue” to send what you have typed.',
    waits: 'An answer kept on this device has not been sent: it needs another look.',
    look: 'See the answer',
    drop: 'Delete it from the device',
    signOut: (n) =>
      n === 1
        ? 'An answer on this device has not been sent. It is deleted when you sign out.'
        : `${n} answers on this device have not been sent. They are deleted when you sign out.`,
  },
  ru: {
    kept: 'Нет соединения. Ваш ответ сохранён на этом устройстве и будет отправлен, когда соединение восстановится.',
    onPage:
      'Нет соединения. Введённое осталось на странице: не закрывайте её и отправьте снова, когда соединение восстановится.',
    sent: 'Соединение восстановлено, сохранённый на устройстве ответ отправлен.',
    changed: 'Соединение восстановлено. Нажмите «Продолжить», чтобы отправить введённое.',
    waits: 'Сохранённый на этом устройстве ответ не отправлен: его нужно просмотреть.',
    look: 'Посмотреть ответ',
    drop: 'Удалить с устройства',
    signOut: (n) => `На этом устройстве есть неотправленные ответы (${n}). При выходе они будут удалены.`,
  },
};

export function wordsHere(): UnsentWords {
  const { lang } = document.documentElement;
  return unsentWords[lang === 'en' || lang === 'ru' ? lang : 'az'];
}
