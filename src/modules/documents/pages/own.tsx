import { Type } from 'typebox';
import { frameOf, ownFront } from '../../../kernel/http/frame.ts';
import { page, route } from '../../../kernel/http/route.ts';
import { formatDate, pick } from '../../../language/index.ts';
import { EmptyState, Page, TaskList } from '../../../ui/index.ts';
import { CompanyHint } from '../../identity/index.ts';
import { ownDocuments } from '../actions.ts';
import type { FoundDocument } from '../store.ts';
import { t } from '../text/index.ts';
import { groupedCode } from './view.tsx';
import { bakuDate } from '../../../language/index.ts';

/** “My documents”: of the person, or of the organisation for which they act. */
export const ownPage = route({
  method: 'GET',
  path: '/senedler',
  access: 'documents.listOwnDocuments',
  query: Type.Object({}),
  async handler(request) {
    const { lang, actor } = request;
    const frame = frameOf(request, ownFront(request));
    const documents = await ownDocuments(request);
    const title = t(lang, actor.organisation ? 'companyDocuments' : 'myDocuments');
    const today = bakuDate(request.vahid.now());
    return page(
      <Page frame={frame} title={title}>
        <div class="stack">
          <h1>{title}</h1>
          {documents.length === 0 ? (
            <>
              <EmptyState href={frame.href('/xidmetler')} action={t(lang, 'findService')}>
                {t(lang, 'none')}
              </EmptyState>
              <CompanyHint frame={frame} />
            </>
          ) : (
            <TaskList
              tasks={documents.map((document) => {
                const state = stateOf(document, today);
                return {
                  href: frame.href(`/y/${groupedCode(document.code)}`),
                  title: pick(document.title, lang),
                  about: `${document.number}, ${t(lang, 'issued', { date: formatDate(document.issued_at, lang) })}`,
                  state: state === 'valid' ? ('done' as const) : ('late' as const),
                  tag: t(lang, state),
                };
              })}
            />
          )}
        </div>
      </Page>,
    );
  },
});

export function stateOf(
  document: Pick<FoundDocument, 'revoked_at' | 'valid_to'>,
  today: string,
): 'valid' | 'revoked' | 'expired' {
  if (document.revoked_at) return 'revoked';
  return document.valid_to !== null && document.valid_to < today ? 'expired' : 'valid';
}
