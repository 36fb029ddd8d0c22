import { describe, expect, it } from 'vitest';
import { serviceIn } from '../../../../test/changed-definitions.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { feeSection } from './fee.ts';
import type { Names } from './words.ts';

const service = await serviceIn('company-registration');
const words = (text: string) => ({ az: text, en: text, ru: text });
const names = {
  institution: () => ({ code: 'in', name: words('İqtisadiyyat Nazirliyi'), acronym: words('İN') }),
  article: (cited: string) => ({ act: '', article: '', cited: words(cited), sample: true }),
} as unknown as Names;
const textsOf = (of: CompiledService) => feeSection(of, names).clauses.map(({ key, text }) => [key, text]);

describe('what the regulation says of a fee', () => {
  it('is how much, when, how, who need not pay and what goes back, each on its ground', () => {
    expect(textsOf(service)).toEqual([
      ['fee.amount', 'Xidmətin ödənişi: 25,00\u00a0₼.'],
      [
        'fee.when',
        'Ödəniş müraciət göndərildikdən sonra, ona baxılmazdan əvvəl edilir. Ödəniş üçün 10 iş günü verilir, vaxtında ödəniş edilmədikdə müraciət bağlanır.',
      ],
      [
        'fee.how',
        'Ödəniş bank köçürməsi ilə, müraciətçiyə bildirilən ödəniş nömrəsi göstərilməklə edilir. Ödənişi alan qurum: İqtisadiyyat Nazirliyi.',
      ],
      [
        'fee.anew',
        'Müraciət izahat üçün qaytarıldıqda, ödəniş düzəldilmiş məlumatlar üzrə yenidən hesablanır. Ödəniş artdıqda, fərq müraciətə baxılmazdan əvvəl ödənilir; azaldıqda, artıq ödənilmiş məbləğ avtomatik qaytarılmır.',
      ],
      ['fee.waiver', 'Aşağıdakı halda ödəniş tutulmur: şirkət nümunəvi nizamnamə ilə qurulur.'],
      [
        'fee.refund',
        'Müraciət qərar qəbul edilənədək geri götürüldükdə, ödənilmiş məbləğ qaytarılır. Qaytarma qurumda ikinci vəzifəli şəxs tərəfindən təsdiq edilir.',
      ],
    ]);
    const grounds = feeSection(service, names).clauses.map((clause) => clause.grounds?.map(({ cited }) => cited));
    expect(grounds).toEqual([
      ['company-registration-rules 4.1'],
      undefined,
      undefined,
      undefined,
      ['company-registration-rules 4.2'],
      undefined,
    ]);
  });

  it('shows a formula as it was written, without what rounds it', () => {
    const { cost: _, ...rest } = service;
    const { amount: __, waiver: ___, ...fee } = rest.fee ?? service.fee ?? ({} as never);
    const formula = 'string(round half up((activity.count * 2\n), 2))';
    const of = { ...rest, fee: { ...fee, formula, refund: 'never', asked: 'issue' } } as CompiledService;
    expect(textsOf(of).map(([, text]) => text)).toEqual([
      'Xidmətin ödənişi müraciətdəki məlumatlar üzrə hesablanır və tam qəpiyə yuvarlaqlaşdırılır: «activity.count * 2».',
      'Ödəniş müraciət təsdiq edildikdən sonra, xidmətin nəticəsi verilməzdən əvvəl edilir. Ödəniş üçün 10 iş günü verilir, vaxtında ödəniş edilmədikdə müraciət bağlanır.',
      expect.stringContaining('bank köçürməsi'),
      'Ödənilmiş məbləğ müraciət geri götürüldükdə qaytarılmır.',
    ]);
  });
});
