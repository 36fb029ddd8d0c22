import type { VNode } from 'preact';
import type { Failure } from '../kernel/http/failure.ts';
import { forgedForm } from '../kernel/http/forgery.ts';
import { frameOf, homes, ownFront } from '../kernel/http/frame.ts';
import type { Request } from '../kernel/http/route.ts';
import type { TypedForm } from '../kernel/http/typed-form.ts';
import type { Front } from '../kernel/module.ts';
import { fill, notAllowed } from '../kernel/refusal.ts';
import { listed, pick, type Text } from '../language/index.ts';
import { roleTitles } from '../modules/identity/index.ts';
import { StatusPage } from '../ui/index.ts';

/** The page behind every refusal and fault: what happened, and what to do next. */
export function failurePage(request: Request, failure: Failure): VNode {
  const frame = frameOf(request, frontOf(request));
  const { status, fault } = failure;
  const typed = typedIn(failure);
  const ended = status === 401 && typed !== undefined;
  const signIn = ended ? frame.href(`/giris?davam=${encodeURIComponent(frame.home ?? '/')}`) : undefined;
  return (
    <StatusPage
      frame={frame}
      status={status}
      title={titleOf(failure, request)}
      typed={typed && { ...typed, action: frame.href(typed.action), signIn }}
      {...(fault ? { fault } : {})}
      {...(status === 404 ? { search: searchOn(frame.brand) } : {})}
    >
      {textFor(request, failure)}
    </StatusPage>
  );
}

const parts: readonly (readonly [path: string, front: Front])[] = [
  [homes.plan, 'plan'],
  ['/y', 'verify'],
  [homes.desk, 'desk'],
];

/** The part of the house in which it happened. Who holds no office has no desk: its way home would lead back here. */
function frontOf(request: Request): Front {
  const path = request.url.split('?')[0] ?? '';
  const front = parts.find(([at]) => path === at || path.startsWith(`${at}/`))?.[1];
  return front === undefined || (front === 'desk' && !isOfficial(request)) ? ownFront(request) : front;
}

function isOfficial({ actor }: Request): boolean {
  return actor.appointments.length > 0;
}

/** People look for services, whoever reads the plan or checks a document for what the state has. */
function searchOn(front: Front): { path: string; of: 'services' | 'catalogue' } {
  if (front === 'mygov') return { path: '/xidmetler', of: 'services' };
  return front === 'biznes' ? { path: '/biznes/xidmetler', of: 'services' } : { path: '/kataloq', of: 'catalogue' };
}

const forOfficials: Text = {
  az: 'Bu səhifə qurumların əməkdaşları üçündür. Sizə aid olanlar ana səhifədədir.',
  en: 'This page is for officials of institutions. What concerns you is on the home page.',
  ru: 'Эта страница для сотрудников учреждений. То, что касается вас, находится на главной странице.',
};

const needed: Text = {
  az: 'Tələb olunan vəzifə (hər hansı biri): {offices}.',
  en: 'Office needed (any of these): {offices}.',
  ru: 'Нужна должность (любая из этих): {offices}.',
};

const sessionEnded = {
  title: { az: 'Sessiyanız başa çatıb', en: 'Your session has ended', ru: 'Ваш сеанс завершён' },
  text: {
    az: 'Buna görə göndərdiyiniz qəbul edilmədi. Yazdıqlarınız bu səhifədə qalır: yeni pəncərədə daxil olun, sonra buraya qayıdıb yenidən göndərin.',
    en: 'What you sent was therefore not taken. What you wrote stays on this page: sign in in a new window, come back here and send it again.',
    ru: 'Поэтому отправленное не принято. Написанное остаётся на этой странице: войдите в новом окне, вернитесь сюда и отправьте снова.',
  },
} as const;

const formExpired = {
  title: { az: 'Forma göndərilmədi', en: 'The form was not sent', ru: 'Форма не отправлена' },
  text: {
    az: 'Səhifə açılandan sonra sessiyanız dəyişib. Yazdıqlarınız bu səhifədədir: yenidən göndərin.',
    en: 'Your session has changed since the page was opened. What you wrote is on this page: send it again.',
    ru: 'После открытия страницы ваш сеанс сменился. Написанное вами на этой странице: отправьте снова.',
  },
} as const;

const othersForm = {
  title: formExpired.title,
  text: {
    az: 'Forma başqa şəxsin hesabında doldurulub. Ona görə yazılanlar nə göstərilir, nə də göndərilir. Səhifəni yenidən açıb formanı öz adınızdan doldurun.',
    en: 'The form was filled in under another person’s account, so what was written is neither shown nor sent. Open the page again and fill the form in under your own name.',
    ru: 'Форма заполнена под учётной записью другого человека, поэтому написанное не показывается и не отправляется. Откройте страницу снова и заполните форму от своего имени.',
  },
} as const;

/** A file is not kept before it is known who sends it, and no page can hold one. */
const withFile = {
  ended: {
    az: 'Buna görə göndərdiyiniz qəbul edilmədi və fayl saxlanılmadı. Yeni pəncərədə daxil ol, formanı yenidən açın və faylı yenidən seçin.',
    en: 'What you sent was therefore not taken, and the file was not kept. Sign in in a new window, open the form again and choose the file again.',
    ru: 'Поэтому отправленное не принято, файл не сохранён. Войдите в новом окне, откройте форму снова и заново выберите файл.',
  },
  expired: {
    az: 'Səhifə açılandan sonra sessiyanız dəyişib, fayl saxlanılmadı. Formanı yenidən açın və faylı yenidən seçin.',
    en: 'Your session has changed since the page was opened, and the file was not kept. Open the form again and choose the file again.',
    ru: 'После открытия страницы ваш сеанс сменился, файл не сохранён. Откройте форму снова и заново выберите файл.',
  },
  wrote: {
    az: 'Yazdıqlarınız bu səhifədə qalır, onları formaya köçürə bilərsiniz.',
    en: 'What you wrote stays on this page and can be copied into the form.',
    ru: 'Написанное остаётся на этой странице, его можно перенести в форму.',
  },
} as const;

interface Said {
  readonly title: Text;
  readonly text: Text;
}

const typedIn = ({ typed }: Failure): TypedForm | undefined => (typed === 'others' ? undefined : typed);

/** What is said of a form that is kept on the page, or for a reason is not; undefined: nothing but what was refused. */
function ofForm({ status, code, typed }: Failure): Said | undefined {
  if (typed === 'others') return othersForm;
  if (!typed || (status !== 401 && code !== forgedForm.code)) return undefined;
  const said = status === 401 ? sessionEnded : formExpired;
  if (!typed.withFile) return said;
  const text = status === 401 ? withFile.ended : withFile.expired;
  return { title: said.title, text: typed.written.length > 0 ? joined(text, withFile.wrote) : text };
}

const joined = (one: Text, other: Text): Text => ({
  az: `${one.az} ${other.az}`,
  en: `${one.en} ${other.en}`,
  ru: `${one.ru} ${other.ru}`,
});

const titleOf = (failure: Failure, { lang }: Request): string | undefined => {
  const said = ofForm(failure);
  return said && pick(said.title, lang);
};

const kept: Text = {
  az: 'Yazdıqlarınız bu səhifədə qalır.',
  en: 'What you wrote stays on this page.',
  ru: 'Написанное вами остаётся на этой странице.',
};

function textFor(request: Request, failure: Failure): string {
  const said = ofForm(failure);
  if (said) return pick(said.text, request.lang);
  const refused = refusedText(request, failure);
  return typedIn(failure)?.written.length ? `${refused} ${pick(kept, request.lang)}` : refused;
}

function refusedText(request: Request, { code, text, offices = [] }: Failure): string {
  const { lang, actor } = request;
  if (code !== notAllowed.code) return pick(text, lang);
  if (!isOfficial(request)) return pick(forOfficials, lang);
  // Who holds one of them was refused for another reason: it is another institution's, or in another state.
  const shut = offices.length > 0 && !actor.appointments.some(({ role }) => offices.includes(role));
  if (!shut) return pick(text, lang);
  const titles = listed(
    offices.map((office) => pick(roleTitles[office], lang)),
    lang,
  );
  return `${pick(text, lang)} ${pick(fill(needed, { offices: titles }), lang)}`;
}
