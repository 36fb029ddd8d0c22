import { entity, id, instant, integer, optional, reference, text } from '../../../kernel/entity.ts';

const label = { az: 'Hesabat', en: 'Report', ru: 'Отчёт' };
const position = { az: 'Sıra', en: 'Order', ru: 'Порядок' };

export const edition = entity('plan.edition', {
  label,
  about: 'How a plan stood at a moment, kept as it was, with a digest that anybody can compute again.',
  grant: 'append',
  fields: {
    id: id(),
    plan: { ...text({ label: { az: 'Plan', en: 'Plan', ru: 'План' }, max: 60 }), references: 'plan.plan' },
    number: integer({ label: { az: 'Nömrə', en: 'Number', ru: 'Номер' }, minimum: 1 }),
    taken_at: instant({ label: { az: 'Vaxt', en: 'Moment', ru: 'Момент' } }),
    institution: optional({
      ...text({ label: { az: 'Qurum', en: 'Institution', ru: 'Учреждение' }, max: 20 }),
      references: 'identity.institution',
    }),
    lines: integer({ label: { az: 'Sətirlərin sayı', en: 'Lines', ru: 'Число строк' }, minimum: 0 }),
    digest: text({
      label: { az: 'Nəzarət cəmi (SHA-256)', en: 'Digest (SHA-256)', ru: 'Отпечаток (SHA-256)' },
      max: 64,
    }),
  },
});

export const editionLine = entity('plan.edition_line', {
  label: { az: 'Hesabatın sətri', en: 'Line of a report', ru: 'Строка отчёта' },
  about: 'One measure or indicator of a frozen report, as a line of JSON.',
  grant: 'append',
  fields: {
    edition: reference('plan.edition', { label }),
    position: integer({ label: position, minimum: 0 }),
    number: text({ label: { az: 'Nömrə', en: 'Number', ru: 'Номер' }, max: 100 }),
    line: text({ label: { az: 'Sətir', en: 'Line', ru: 'Строка' }, max: 100_000 }),
  },
});
