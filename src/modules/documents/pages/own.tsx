import { Type } from 'typebox';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { page, route } from '../../../kernel/http/route.ts';
import { formatDate, pick } from '../../../language/index.ts';
import { EmptyState, type Frame, Page, type Task, TaskList } from '../../../ui/index.ts';
import { CompanyHint } from '../../identity/index.ts';
import { type DocumentState, ownDocuments, termState, wardDocuments } from '../actions.ts';
import type { FoundDocument } from '../store.ts';
import { t } from '../text/index.ts';
import { groupedCode } from './view.tsx';
import { bakuDate } from '../../../language/index.ts';

/** “My documents”: of the person, with those of children and wards whose cases they conduct, or of the organisation for which they act. */
export const ownPage = route({
  method: 'GET',
  path: '/senedler',
  access: 'documents.listOwnDocuments',
  query: Type.Object({}),
  async handler(request) {
    const { lang, actor } = request;
    const frame = frameOf(request, ownFront(request));
    const [documents, wards] = [await ownDocuments(request), await wardDocuments(request)];
    const title = t(lang, actor.organisation ? 'companyDocuments' : 'myDocuments');
    const today = bakuDate(request.vahid.now());
    return page(
      <Page frame={frame} title={title}>
        <div class="stack">
          <h1>{title}</h1>
          {documents.length === 0 ? (
            <>
              <EmptyState href={frame.href('/xidmetler')} action={t(lang, 'findService')}>
                {t(lang, wards.length > 0 ? 'noneOwn' : 'none')}
              </EmptyState>
              <CompanyHint frame={frame} />
            </>
          ) : (
            <TaskList tasks={documents.map((one) => documentTask(one, frame, today))} />
          )}
          {wards.length > 0 ? (
            <>
              <h2>{t(lang, 'childrenDocuments')}</h2>
              <TaskList tasks={wards.map((one) => documentTask(one, frame, today, one.ward))} />
            </>
          ) : null}
        </div>
      </Page>,
    );
  },
});

const tagStates = { valid: 'done', upcoming: 'wait', revoked: 'late', replaced: 'late', expired: 'late' } as const;

/** A document in a list; of a child, with the child's name first. */
function documentTask(document: FoundDocument, { lang, href }: Frame, today: string, ward = ''): Task {
  const state = stateOf(document, today);
  const about = `${document.number}, ${t(lang, 'issued', { date: formatDate(document.issued_at, lang) })}`;
  return {
    href: href(`/y/${groupedCode(document.code)}`),
    title: pick(document.title, lang),
    about: ward === '' ? about : `${ward}, ${about}`,
    state: tagStates[state],
    tag: t(lang, state, { date: formatDate(document.valid_from, lang) }),
  };
}

export function stateOf(
  document: Pick<FoundDocument, 'revoked_at' | 'replaced_at' | 'valid_from' | 'valid_to'>,
  today: string,
): Exclude<DocumentState, 'unknown'> {
  if (document.revoked_at) return 'revoked';
  if (document.replaced_at) return 'replaced';
  return termState({ validFrom: document.valid_from, validTo: document.valid_to }, today);
}
