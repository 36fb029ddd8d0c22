import { Type } from 'typebox';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { formBody, formValue, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { type Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { type Lang, langs, pick } from '../../../language/index.ts';
import {
  Actions,
  Alarm,
  Back,
  Button,
  Checkbox,
  Form,
  type Frame,
  KeyFacts,
  languageNames,
  Page,
  Radios,
  Tag,
  TextInput,
  Time,
} from '../../../ui/index.ts';
import {
  type AddressInput,
  type AddressView,
  confirmAddress,
  ownAddress,
  refuseWithoutServer,
  removeAddress,
  setAddress,
} from '../actions.ts';
import { addressPath, confirmPath, removePath } from '../path.ts';
import { t } from '../text/index.ts';

interface Wrong {
  readonly refused: Refusal;
  readonly typed: AddressInput;
}

export const addressRoute = route({
  method: 'GET',
  path: addressPath,
  access: 'mail.readAddress',
  handler: async (request) => page(await drawn(request)),
});

export const setAddressRoute = route({
  method: 'POST',
  path: addressPath,
  access: 'mail.setAddress',
  body: formBody,
  async handler(request) {
    const said = formValue(request.body, 'lang');
    const typed = {
      address: formValue(request.body, 'address'),
      lang: langs.find((one) => one === said) ?? request.lang,
      quiet: formValue(request.body, 'quiet') === 'yes',
    };
    const refused = await refusedBy(() => setAddress(request, typed), [422, 429]);
    return refused ? page(await drawn(request, { refused, typed }), refused.status) : redirect(addressPath);
  },
});

export const removeAddressRoute = route({
  method: 'POST',
  path: removePath,
  access: 'mail.setAddress',
  body: formBody,
  async handler(request) {
    await removeAddress(request);
    return redirect(addressPath);
  },
});

/** Opened from the letter. It takes a button: programs that look at links must not confirm anything. */
export const confirmRoute = route({
  method: 'GET',
  path: confirmPath,
  access: 'mail.readAddress',
  query: Type.Object({ kod: Type.Optional(Type.String({ maxLength: 100 })) }),
  async handler(request) {
    refuseWithoutServer(request);
    return page(<Confirming frame={frameOf(request, ownFront(request))} code={request.query.kod ?? ''} />);
  },
});

export const confirmAddressRoute = route({
  method: 'POST',
  path: confirmPath,
  access: 'mail.setAddress',
  body: formBody,
  async handler(request) {
    const code = formValue(request.body, 'kod');
    const refused = await refusedBy(() => confirmAddress(request, code));
    if (!refused) return redirect(addressPath);
    const frame = frameOf(request, ownFront(request));
    return page(<Confirming frame={frame} code="" error={pick(refused.text, frame.lang)} />, refused.status);
  },
});

interface ConfirmingProps {
  readonly frame: Frame;
  readonly code: string;
  readonly error?: string;
}

function Confirming({ frame, code, error }: ConfirmingProps) {
  const { lang, href } = frame;
  const title = t(lang, 'confirmTitle');
  return (
    <Page frame={frame} title={title} error={error !== undefined}>
      <Back href={href(addressPath)}>{t(lang, 'title')}</Back>
      <div class="stack">
        <Alarm errors={error === undefined ? [] : [{ name: 'address', text: error }]} title={t(lang, 'notDone')} />
        <h1>{title}</h1>
        {error === undefined ? (
          <>
            <p class="lead">{t(lang, 'confirmLead')}</p>
            <Form action={href(confirmPath)}>
              <input type="hidden" name="kod" value={code} />
              <Actions>
                <Button>{t(lang, 'confirm')}</Button>
              </Actions>
            </Form>
          </>
        ) : null}
      </div>
    </Page>
  );
}

async function drawn(request: Request, wrong?: Wrong) {
  const view = await ownAddress(request);
  const frame = frameOf(request, ownFront(request));
  const { lang, href } = frame;
  const { address } = view;
  const shown = wrong?.typed ?? {
    address: address?.address ?? '',
    lang: address?.lang ?? lang,
    quiet: address?.quiet ?? true,
  };
  const error = wrong && pick(wrong.refused.text, lang);
  return (
    <Page frame={frame} title={t(lang, 'title')} error={wrong !== undefined}>
      <Back href={href('/bildirisler')}>{t(lang, 'back')}</Back>
      <div class="stack">
        <Alarm errors={error === undefined ? [] : [{ name: 'address', text: error }]} title={t(lang, 'notDone')} />
        <h1>{t(lang, 'title')}</h1>
        <p class="lead">{t(lang, request.actor.organisation ? 'companyLead' : 'lead')}</p>
        {address ? <Standing view={view} lang={lang} /> : null}
        <Form action={href(addressPath)}>
          <TextInput
            name="address"
            label={t(lang, 'address')}
            hint={t(lang, 'addressHint')}
            value={shown.address}
            keyboard="email"
            autocomplete="email"
            max={254}
            error={error}
          />
          <Radios
            name="lang"
            label={t(lang, 'language')}
            choices={langs.map((value) => ({ value, label: languageNames[value] }))}
            value={shown.lang}
          />
          <Checkbox name="quiet" label={t(lang, 'quiet')} checked={shown.quiet} />
          <Actions>
            <Button>{t(lang, 'save')}</Button>
          </Actions>
        </Form>
        {address ? (
          <Form action={href(removePath)}>
            <Button kind="grave">{t(lang, 'remove')}</Button>
          </Form>
        ) : null}
      </div>
    </Page>
  );
}

function Standing({ view: { address, lastSent }, lang }: { readonly view: AddressView; readonly lang: Lang }) {
  if (!address) return null;
  const state = address.refused_at ? 'refused' : address.confirmed_at ? 'confirmed' : 'unconfirmed';
  const colours = { refused: 'late', confirmed: 'done', unconfirmed: 'wait' } as const;
  const facts = [
    { term: t(lang, 'standing'), value: <Tag state={colours[state]}>{t(lang, state)}</Tag> },
    ...(state === 'confirmed'
      ? [{ term: t(lang, 'lastSent'), value: lastSent ? <Time at={lastSent} /> : t(lang, 'none') }]
      : []),
  ];
  return (
    <>
      <KeyFacts facts={facts} />
      {state === 'confirmed' ? null : <p>{t(lang, `${state}Text`, { address: address.address })}</p>}
    </>
  );
}
