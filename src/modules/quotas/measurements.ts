import { Decimal } from 'decimal.js';
import type { Figure, Measurement } from '../../kernel/measurement.ts';
import { bakuDate } from '../../language/index.ts';
import { listWritten, type Written } from './store.ts';

const placeOf = ({ at, institution, service }: Written) => ({ day: bakuDate(at), institution, service });

const given: Measurement = {
  name: 'quotas.quotas_given',
  title: { az: 'Verilmiş kvotalar', en: 'Quotas given', ru: 'Предоставленные квоты' },
  unit: 'count',
  ofCases: true,
  async collect(ctx, window): Promise<readonly Figure[]> {
    const written = await listWritten(ctx.db, window);
    return written.filter(({ kind }) => kind === 'granted').map((one) => ({ ...placeOf(one), count: 1 }));
  },
};

/** Figures are whole numbers, amounts have three decimal places. */
const thousandths = (amount: string): number => new Decimal(amount).mul(1000).toNumber();

const used: Measurement = {
  name: 'quotas.quota_used',
  title: { az: 'Kvotaların istifadə payı', en: 'Share of quotas that is used', ru: 'Доля использования квот' },
  unit: 'share',
  ofCases: true,
  /** Numerator: used, without what was given back. Denominator: given. Both in thousandths of the unit. */
  async collect(ctx, window): Promise<readonly Figure[]> {
    const written = await listWritten(ctx.db, window);
    return written.flatMap((one): readonly Figure[] => {
      if (one.kind === 'used' || one.kind === 'corrected')
        return [{ ...placeOf(one), numerator: -thousandths(one.amount), count: 1 }];
      const isGiven = one.kind === 'granted' || one.kind === 'extended';
      return isGiven ? [{ ...placeOf(one), denominator: thousandths(one.amount) }] : [];
    });
  },
};

export const measurements: readonly Measurement[] = [given, used];
