import { formatMoney } from '../../../language/index.ts';
import type { ClauseDraft, SectionDraft } from '../../catalogue/index.ts';
import type { CompiledFee } from '../definition/fee.ts';
import { asksAnew, paymentStateOf } from '../definition/fee.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { expression, groundsOf, type Names, within } from './words.ts';

/** What is paid, when, to whom, who need not, and what goes back. A service whose release does not tell takes nothing. */
export function feeSection(service: CompiledService, names: Names): SectionDraft {
  const { cost, fee } = service;
  const isFree = !fee && (cost === undefined || /^0+(\.0+)?$/.test(cost.amount));
  return {
    key: 'fee',
    title: 'Xidmətin ödənişi',
    clauses: [
      isFree
        ? { key: 'fee.amount', text: 'Xidmət ödənişsiz göstərilir.' }
        : { key: 'fee.amount', text: amountText(service), ...(fee ? { grounds: groundsOf(names, fee.article) } : {}) },
      ...(fee ? feeClauses(service, fee, names) : []),
    ],
  };
}

/** A formula stands as it is written, without what the engine adds to round it. */
function amountText({ cost, fee }: CompiledService): string {
  if (cost) return `Xidmətin ödənişi: ${formatMoney(cost.amount, 'az')}.`;
  const formula = /^string\(round half up\(\((.*)\n\), 2\)\)$/s.exec(fee?.formula ?? '')?.[1] ?? '';
  return `Xidmətin ödənişi müraciətdəki məlumatlar üzrə hesablanır və tam qəpiyə yuvarlaqlaşdırılır: ${expression(formula)}.`;
}

function feeClauses(service: CompiledService, fee: CompiledFee, names: Names): readonly ClauseDraft[] {
  const { clocks } = service.process;
  const days = clocks.find(({ runs }) => runs.includes(paymentStateOf(service.process) ?? ''))?.workingDays;
  const answered = service.process.actions.some(({ name }) => name === 'answer');
  const when =
    fee.asked === 'application'
      ? 'Ödəniş müraciət göndərildikdən sonra, ona baxılmazdan əvvəl edilir.'
      : 'Ödəniş müraciət təsdiq edildikdən sonra, xidmətin nəticəsi verilməzdən əvvəl edilir.';
  const term =
    days === undefined ? '' : ` Ödəniş üçün ${days} iş günü verilir, vaxtında ödəniş edilmədikdə müraciət bağlanır.`;
  return [
    { key: 'fee.when', text: `${when}${term}` },
    {
      key: 'fee.how',
      text: `Ödəniş bank köçürməsi ilə, müraciətçiyə bildirilən ödəniş nömrəsi göstərilməklə edilir. Ödənişi alan qurum: ${names.institution(fee.payee).name.az}.`,
    },
    ...(fee.asked === 'application' && answered && asksAnew(service.process)
      ? [
          {
            key: 'fee.anew',
            text: 'Müraciət izahat üçün qaytarıldıqda, ödəniş düzəldilmiş məlumatlar üzrə yenidən hesablanır. Ödəniş artdıqda, fərq müraciətə baxılmazdan əvvəl ödənilir; azaldıqda, artıq ödənilmiş məbləğ avtomatik qaytarılmır.',
          },
        ]
      : []),
    ...(fee.waiver
      ? [
          {
            key: 'fee.waiver',
            text: `Aşağıdakı halda ödəniş tutulmur: ${within(fee.waiver.reason.az)}.`,
            grounds: groundsOf(names, fee.waiver.article),
          },
        ]
      : []),
    {
      key: 'fee.refund',
      text:
        fee.refund === 'withdrawal'
          ? 'Müraciət qərar qəbul edilənədək geri götürüldükdə, ödənilmiş məbləğ qaytarılır. Qaytarma qurumda ikinci vəzifəli şəxs tərəfindən təsdiq edilir.'
          : 'Ödənilmiş məbləğ müraciət geri götürüldükdə qaytarılmır.',
    },
  ];
}
