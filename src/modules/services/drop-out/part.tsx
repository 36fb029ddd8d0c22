import type { VNode } from 'preact';
import type { Context } from '../../../kernel/context.ts';
import { leastPublished } from '../../../kernel/measurement.ts';
import { formatNumber, formatPercent, type Lang, pick } from '../../../language/index.ts';
import type { FlowOf } from '../../process/index.ts';
import { Table } from '../../../ui/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { dropOuts, type PageDropOut, takeUp, type TakeUp, told } from './rules.ts';
import { countDrafts } from './store.ts';
import { t } from './text.ts';

/** After so many days without an answer nobody is thought to come back. */
export const idleDays = 14;
const mostVersions = 3;
const dayMs = 86_400_000;

/** How applications for a service fare before they are sent: by page of its newest versions, and by channel. */
export async function dropOutPart(ctx: Context, of: FlowOf, lang: Lang): Promise<VNode | null> {
  const rows = await countDrafts(ctx.db, of, new Date(ctx.vahid.now().getTime() - idleDays * dayMs));
  if (rows.length === 0) return null;
  const versions = [...Map.groupBy(rows, ({ version }) => version)].sort(([a], [b]) => b - a).slice(0, mostVersions);
  const pages: VNode[] = [];
  for (const [version, ofVersion] of versions) {
    const service = await ctx.vahid.releases.version<CompiledService>('service', of.name, version);
    if (service) pages.push(<Pages found={dropOuts(service, ofVersion)} version={version} lang={lang} />);
  }
  return (
    <>
      <h2>{t(lang, 'title')}</h2>
      <p>{t(lang, 'lead', { days: idleDays })}</p>
      {pages}
      <h2>{t(lang, 'channels')}</h2>
      <Channels found={takeUp(rows)} lang={lang} />
      <p class="small soft">{t(lang, 'rounding')}</p>
    </>
  );
}

function shown(count: number, lang: Lang): string {
  const figure = told(count, leastPublished);
  return figure === undefined ? t(lang, 'few') : formatNumber(figure, lang);
}

/** Of the figures as they are told: of exact ones the share would tell what they keep back. */
function shareOf({ left, reached }: PageDropOut, lang: Lang): string {
  const [of, all] = [told(left, leastPublished), told(reached, leastPublished)];
  if (of === undefined || all === undefined) return t(lang, 'few');
  return formatPercent(all === 0 ? 0 : of / all, lang, 0);
}

interface PagesProps {
  readonly found: readonly PageDropOut[];
  readonly version: number;
  readonly lang: Lang;
}

function Pages({ found, version, lang }: PagesProps): VNode {
  const columns = ['reached', 'left', 'share'] as const;
  return (
    <Table
      caption={t(lang, 'version', { version })}
      columns={[
        { label: t(lang, 'page') },
        ...columns.map((name) => ({ label: t(lang, name), onPhone: t(lang, name), num: true })),
      ]}
      rows={found.map((one) => [
        one.page ? pick(one.page.question, lang) : t(lang, 'check'),
        shown(one.reached, lang),
        shown(one.left, lang),
        shareOf(one, lang),
      ])}
    />
  );
}

function Channels({ found, lang }: { readonly found: readonly TakeUp[]; readonly lang: Lang }): VNode {
  return (
    <Table
      caption={t(lang, 'channels')}
      quiet
      columns={[
        { label: t(lang, 'channel') },
        ...(['begun', 'sent'] as const).map((name) => ({
          label: t(lang, name),
          onPhone: t(lang, name),
          num: true,
        })),
      ]}
      rows={found.map(({ channel, begun, sent }) => [t(lang, channel), shown(begun, lang), shown(sent, lang)])}
    />
  );
}
