import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { file, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { formatDate, formatDateTime, pick } from '../../../language/index.ts';
import { Actions, Alarm, Button, ButtonLink, Form, FormField, Page, Verdict } from '../../../ui/index.ts';
import { SignatureList, signaturesTitle, type SignatureView } from '../../identity/index.ts';
import { type CheckedDocument, checkDocument, normaliseCode } from '../actions.ts';
import { signaturesPort } from '../ports.ts';
import { t } from '../text/index.ts';
import { groupedCode, sheetOf } from './view.tsx';

const codeParam = Type.Object({ code: Type.String({ minLength: 1, maxLength: 60 }) });

/** Where a code is typed: from a paper copy without a camera. */
export const checkForm = route({
  method: 'GET',
  path: '/y',
  access: 'documents.verifyDocument',
  query: Type.Object({ kod: Type.Optional(Type.String({ maxLength: 60 })) }),
  async handler(request) {
    const { lang, query } = request;
    const code = normaliseCode(query.kod ?? '');
    if (code) return redirect(`/y/${groupedCode(code)}`);
    const frame = frameOf(request, 'verify');
    const error = query.kod === undefined ? undefined : t(lang, 'codeMissing');
    return page(
      <Page frame={frame} title={t(lang, 'check')} error={error !== undefined}>
        <div class="narrow stack">
          {error ? <Alarm errors={[{ name: 'kod', text: error }]} /> : null}
          <h1>{t(lang, 'check')}</h1>
          <p class="lead">{t(lang, 'checkLead')}</p>
          <Form action={frame.href('/y')} method="get">
            <FormField
              field={{ name: 'kod', kind: 'text', label: t(lang, 'code'), hint: t(lang, 'codeHint'), max: 60, error }}
            />
            <Actions>
              <Button>{t(lang, 'check')}</Button>
            </Actions>
          </Form>
        </div>
      </Page>,
      error ? 422 : 200,
    );
  },
});

const titles = {
  valid: 'validTitle',
  upcoming: 'upcomingTitle',
  revoked: 'revokedTitle',
  replaced: 'replacedTitle',
  expired: 'expiredTitle',
} as const;

/** The public page behind the QR code: valid, revoked, expired or unknown. */
export const checkPage = route({
  method: 'GET',
  path: '/y/:code',
  access: 'documents.verifyDocument',
  params: codeParam,
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'verify');
    const checked = await checkDocument(request, request.params.code, request.ip);
    if (checked.state === 'unknown' || !checked.signed) return unknownPage(request);
    const { signed, code } = checked;
    const signatures = await signaturesOf(request, checked);
    return page(
      <Page frame={frame} title={`${pick(signed.title, lang)} ${signed.number}: ${t(lang, titles[checked.state])}`}>
        <div class="narrow">
          <Verdict state={checked.state} at={request.vahid.now()}>
            {verdictText(request, checked)}
          </Verdict>
          {await sheetOf(request, code, signed)}
          <Actions>
            {checked.replaced ? (
              <ButtonLink href={frame.href(`/y/${groupedCode(checked.replaced.code)}`)}>
                {t(lang, 'openReplacement')}
              </ButtonLink>
            ) : null}
            <ButtonLink kind="second" href={frame.href(`/y/${groupedCode(code)}/imza`)}>
              {t(lang, 'download')}
            </ButtonLink>
          </Actions>
          {signatures.length > 0 ? (
            <div class="stack">
              <h2>{signaturesTitle(lang)}</h2>
              <SignatureList signatures={signatures} lang={lang} href={frame.href} />
            </div>
          ) : null}
        </div>
      </Page>,
    );
  },
});

/** Of the decision behind the document; a room that issues documents otherwise has none. */
async function signaturesOf(request: Request, { id }: CheckedDocument): Promise<readonly SignatureView[]> {
  const { vahid } = request;
  return id !== undefined && vahid.ports.has(signaturesPort.name) ? signaturesPort.of(vahid)(request, id) : [];
}

function verdictText({ lang }: Request, { state, revoked, replaced, signed }: CheckedDocument): string | undefined {
  if (state === 'revoked' && revoked)
    return t(lang, 'revokedText', { date: formatDateTime(revoked.at, lang), reason: ended(revoked.reason) });
  if (state === 'replaced' && replaced)
    return t(lang, 'replacedText', { date: formatDateTime(replaced.at, lang), number: replaced.number });
  if (state === 'upcoming' && signed) return t(lang, 'upcomingText', { date: formatDate(signed.validFrom, lang) });
  if (state === 'expired' && signed?.validTo) return t(lang, 'expiredText', { date: formatDate(signed.validTo, lang) });
  return undefined;
}

/** What an official wrote, with the full stop that ends it exactly once. */
function ended(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}

function unknownPage(request: Request) {
  const { lang } = request;
  const frame = frameOf(request, 'verify');
  return page(
    <Page frame={frame} title={t(lang, 'unknownTitle')}>
      <div class="narrow stack">
        <Verdict state="unknown" at={request.vahid.now()} />
        <p>
          <a href={frame.href('/y')}>{t(lang, 'tryAgain')}</a>
        </p>
      </div>
    </Page>,
    404,
  );
}

/** The signature itself, for whoever wants to check it without us. */
export const signatureFile = route({
  method: 'GET',
  path: '/y/:code/imza',
  access: 'documents.verifyDocument',
  params: codeParam,
  async handler(request) {
    const { jws, code } = await checkDocument(request, request.params.code, request.ip);
    if (!jws) throw notFound();
    return file(jws, 'application/jose', `${code}.jws`);
  },
});
