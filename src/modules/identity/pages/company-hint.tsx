import type { VNode } from 'preact';
import type { Frame } from '../../../ui/index.ts';
import { t } from '../text.ts';

/**
 * Below what a person has, which may be nothing: where the things of a company are that they head. It is said without
 * asking the register, which would be asked at every view.
 */
export function CompanyHint({ frame }: { frame: Frame }): VNode | null {
  const { lang, brand, path, href } = frame;
  if (brand !== 'mygov') return null;
  const back = path === '/' ? '' : `?davam=${encodeURIComponent(path)}`;
  return (
    <p class="soft">
      {t(lang, 'companyElsewhere')} <a href={href(`/kimin-adindan${back}`)}>{t(lang, 'companyChoose')}</a>
    </p>
  );
}
