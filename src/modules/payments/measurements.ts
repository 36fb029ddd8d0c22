import type { Context } from '../../kernel/context.ts';
import type { Figure, Measurement } from '../../kernel/measurement.ts';
import { bakuDate } from '../../language/index.ts';
import { listSettled, type Settled } from './store.ts';

/** Paid by the last day, as the bank booked it, however late its statement was read. */
const inTime = ({ bookedOn, dueAt }: Settled): boolean => bookedOn !== null && bookedOn <= bakuDate(dueAt);

const place = ({ at, institution, service }: Settled) => ({ day: bakuDate(at), institution, service });

const paidInTime: Measurement = {
  name: 'payments.paid_in_time',
  title: { az: 'Vaxtında ödənilmiş hesablar', en: 'Bills paid in time', ru: 'Счета, оплаченные в срок' },
  unit: 'share',
  ofCases: true,
  /** A bill whose case ended before its last day was not late. */
  async collect(ctx, window): Promise<readonly Figure[]> {
    const settled = await listSettled(ctx.db, window);
    return settled.flatMap((one) => {
      if (one.kind === 'void' && one.at < one.dueAt) return [];
      const numerator = one.kind === 'paid' && inTime(one) ? 1 : 0;
      return [{ ...place(one), numerator, denominator: 1, count: 1 }];
    });
  },
};

const buckets = [0, 1, 2, 3, 5, 7, 10, 15, 20];

const daysToPayment: Measurement = {
  name: 'payments.days_to_payment',
  title: {
    az: 'Hesabdan ödənişə qədər keçən iş günləri',
    en: 'Working days from bill to payment',
    ru: 'Рабочие дни от счёта до оплаты',
  },
  unit: 'working days',
  ofCases: true,
  buckets,
  /** Numerator: working days in all. Denominator: bills paid. */
  async collect(ctx, window): Promise<readonly Figure[]> {
    const settled = await listSettled(ctx.db, window);
    return settled.filter(({ kind }) => kind === 'paid').map((one) => figureOf(ctx, one));
  },
};

function figureOf({ vahid }: Context, one: Settled): Figure {
  const [issued, paid] = [bakuDate(one.issuedAt), one.bookedOn ?? bakuDate(one.at)];
  const days = paid <= issued ? 0 : vahid.calendar().workingDaysBetween(issued, paid);
  const bucket = buckets.findIndex((limit) => days <= limit);
  const histogram = Array.from({ length: buckets.length + 1 }, () => 0);
  histogram[bucket < 0 ? buckets.length : bucket] = 1;
  return { ...place(one), numerator: days, denominator: 1, count: 1, histogram };
}

export const measurements: readonly Measurement[] = [paidInTime, daysToPayment];
