import type { VNode } from 'preact';
import {
  Actions,
  Alarm,
  Back,
  Button,
  DayInput,
  Form,
  type Frame,
  Hidden,
  Note,
  Page,
  TextInput,
} from '../../../ui/index.ts';
import type { FieldError } from '../../../ui/index.ts';
import { codeMinutes } from './codes.ts';
import type { Passport } from './ports.ts';
import { t } from './text/index.ts';

export const startPath = '/xarici';
export const codePath = '/xarici/kod';

interface StartPageProps {
  readonly frame: Frame;
  /** Path of our own at which to go on once signed in. */
  readonly davam: string;
  readonly typed?: string;
  readonly error?: string | undefined;
}

/** Where somebody without FİN signs in or registers: both begin with an address. */
export function StartPage({ frame, davam, typed = '', error }: StartPageProps): VNode {
  const { lang, href } = frame;
  return (
    <Page frame={frame} title={t(lang, 'title')} error={error !== undefined}>
      <div class="stack">
        <Alarm errors={error === undefined ? [] : [{ name: 'email', text: error }]} title={t(lang, 'notDone')} />
        <h1>{t(lang, 'title')}</h1>
        <p class="lead">{t(lang, 'lead')}</p>
        <Form action={href(startPath)}>
          <Hidden name="davam" value={davam} />
          <TextInput
            name="email"
            label={t(lang, 'email')}
            hint={t(lang, 'emailHint')}
            value={typed}
            keyboard="email"
            autocomplete="email"
            max={254}
            error={error}
          />
          <Actions>
            <Button>{t(lang, 'sendCode')}</Button>
          </Actions>
        </Form>
        <p>{t(lang, 'low')}</p>
        <p>
          {t(lang, 'withFin')}{' '}
          <a href={href(davam === '/' ? '/giris' : `/giris?davam=${encodeURIComponent(davam)}`)}>
            {t(lang, 'withFinLink')}
          </a>
        </p>
      </div>
    </Page>
  );
}

interface CodePageProps {
  readonly frame: Frame;
  /** In a demo that sends no letters: what the letter would say. */
  readonly shown: string | undefined;
  readonly error?: string | undefined;
}

export function CodePage({ frame, shown, error }: CodePageProps): VNode {
  const { lang, href } = frame;
  return (
    <Page frame={frame} title={t(lang, 'codeTitle')} error={error !== undefined}>
      <Back href={href(startPath)}>{t(lang, 'title')}</Back>
      <div class="stack">
        <Alarm errors={error === undefined ? [] : [{ name: 'code', text: error }]} title={t(lang, 'notDone')} />
        <h1>{t(lang, 'codeTitle')}</h1>
        <p class="lead">{t(lang, 'codeLead', { minutes: codeMinutes })}</p>
        {shown === undefined ? null : (
          <Note>
            <p>{t(lang, 'demoCode', { code: shown })}</p>
          </Note>
        )}
        <Form action={href(codePath)}>
          <TextInput
            name="code"
            label={t(lang, 'code')}
            hint={t(lang, 'codeHint')}
            keyboard="numeric"
            autocomplete="one-time-code"
            max={20}
            short
            error={error}
          />
          <Actions>
            <Button>{t(lang, 'goOn')}</Button>
          </Actions>
        </Form>
        <p>
          <a href={href(startPath)}>{t(lang, 'again')}</a>
        </p>
      </div>
    </Page>
  );
}

interface DetailsPageProps {
  readonly frame: Frame;
  readonly action: string;
  /** Of an applicant who is registered already. */
  readonly renews: boolean;
  readonly typed?: Passport;
  readonly errors?: readonly FieldError[];
}

const nothing: Passport = { name: '', birthDate: '', citizenship: '', number: '', validTo: '' };

/** What registers abroad know and ours do not: asked once, for all services. */
export function DetailsPage({ frame, action, renews, typed = nothing, errors = [] }: DetailsPageProps): VNode {
  const { lang, href } = frame;
  const title = t(lang, renews ? 'newTitle' : 'detailsTitle');
  const field = (name: keyof Passport) => {
    return { name, value: typed[name], error: errors.find((one) => one.name === name)?.text };
  };
  return (
    <Page frame={frame} title={title} error={errors.length > 0}>
      <div class="stack">
        <Alarm errors={errors} title={t(lang, 'notDone')} />
        <h1>{title}</h1>
        <p class="lead">{t(lang, 'detailsLead')}</p>
        <Form action={href(action)}>
          <TextInput
            {...field('name')}
            label={t(lang, 'name')}
            hint={t(lang, 'nameHint')}
            autocomplete="name"
            max={120}
          />
          <DayInput {...field('birthDate')} label={t(lang, 'birthDate')} />
          <TextInput {...field('citizenship')} label={t(lang, 'citizenship')} autocomplete="country-name" max={80} />
          <TextInput {...field('number')} label={t(lang, 'passport')} max={30} short />
          <DayInput {...field('validTo')} label={t(lang, 'validTo')} />
          <Actions>
            <Button>{t(lang, renews ? 'save' : 'register')}</Button>
          </Actions>
        </Form>
      </div>
    </Page>
  );
}
