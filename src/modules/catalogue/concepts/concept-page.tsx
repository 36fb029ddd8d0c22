import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { pick } from '../../../language/index.ts';
import { Back, KeyFacts, Page, Table, Time } from '../../../ui/index.ts';
import { primaryOf } from '../definition/reference.ts';
import { SourceOf } from '../pages/source.tsx';
import { entryPath } from '../path.ts';
import { t as ofCatalogue } from '../text/index.ts';
import { conceptPath } from './path.ts';
import { t } from './text/index.ts';
import { conceptHistory, type ConceptVersion } from './views.ts';

/** A concept of the dictionary, and how it came to be what it is. */
export const conceptRoute = route({
  method: 'GET',
  path: conceptPath(':name'),
  access: 'catalogue.read',
  common: true,
  params: Type.Object({ name: Type.String({ pattern: '^[a-z][A-Za-z0-9]*[.][a-z][A-Za-z0-9]*$', maxLength: 120 }) }),
  async handler(request) {
    return page(await drawn(request, request.params.name));
  },
});

async function drawn(request: Request, name: string): Promise<VNode> {
  const { concept, versions, decided } = await conceptHistory(request, name);
  const frame = frameOf(request, 'mygov');
  const { lang } = frame;
  const title = pick(concept.label, lang);
  const source = primaryOf(request.vahid.releases, name);
  return (
    <Page frame={frame} title={title}>
      <Back href={frame.href('/lugat')}>{t(lang, 'dictionary')}</Back>
      <div class="stack">
        <h1>{title}</h1>
        <KeyFacts
          facts={[
            { term: t(lang, 'code'), value: name },
            { term: t(lang, 'f_type'), value: ofCatalogue(lang, `type_${concept.type}`) },
            { term: t(lang, 'f_class'), value: ofCatalogue(lang, `class_${concept.class}`) },
            {
              term: t(lang, 'source'),
              value: <SourceOf frame={frame} primary={source} without={t(lang, decided ? 'notYet' : 'asked')} />,
            },
            ...(decided === undefined || source !== undefined
              ? []
              : [
                  {
                    term: t(lang, 'toBeSource'),
                    value: <a href={frame.href(entryPath('register', decided.code))}>{pick(decided.title, lang)}</a>,
                  },
                ]),
          ]}
        />
        <h2>{t(lang, 'history')}</h2>
        <Table
          caption={t(lang, 'history')}
          quiet
          columns={[
            { label: t(lang, 'since') },
            { label: t(lang, 'name'), onPhone: t(lang, 'name') },
            { label: t(lang, 'f_class'), onPhone: t(lang, 'f_class') },
            { label: t(lang, 'by'), onPhone: t(lang, 'by') },
          ]}
          rows={versions.map((version) => rowOf(version, lang))}
        />
      </div>
    </Page>
  );
}

function rowOf({ from, concept }: ConceptVersion, lang: Request['lang']) {
  if (!concept) return [<Time at={from} />, t(lang, 'gone'), t(lang, 'missing'), t(lang, 'byFile')];
  const by = concept.decided ? t(lang, 'byDecision', { number: concept.decided }) : t(lang, 'byFile');
  return [<Time at={from} />, pick(concept.label, lang), ofCatalogue(lang, `class_${concept.class}`), by];
}
