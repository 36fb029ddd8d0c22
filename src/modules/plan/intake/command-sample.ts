import type { Command } from '../../../kernel/command.ts';
import { inTransaction, systemContext } from '../../../kernel/context.ts';
import { fill, Refusal } from '../../../kernel/refusal.ts';
import { pick, type Text } from '../../../language/index.ts';
import { addLife } from '../demo/index.ts';
import { addSamples, removeAllSamples, shippedSample } from './sample.ts';

const texts = {
  added: {
    az: 'Nümunə təyinatlar: {measures} tədbir, {people} məsul şəxs.',
    en: 'Sample assignments: {measures} measures, {people} responsible persons.',
    ru: 'Назначения-образцы: мероприятия {measures}, ответственные {people}.',
  },
  lived: {
    az: 'Nümunə hesabat, risk və xərc müraciətləri: {lived}.',
    en: 'Sample reports, risks and spending requests: {lived}.',
    ru: 'Отчёты, риски и заявки на расходы для образца: {lived}.',
  },
  removed: {
    az: 'Nümunə təyinatlar silindi: {removed} yazı.',
    en: 'Sample assignments removed: {removed} rows.',
    ru: 'Назначения-образцы удалены: {removed} записей.',
  },
  kept: {
    az: '{kept} nümunə qalır: onlara sübut, əsl tarix, təlim və ya bilik səviyyəsi bağlıdır.',
    en: '{kept} samples stay: evidence, dates entered in earnest, courses or levels of competence hang on them.',
    ru: 'Образцов осталось: {kept}. К ним привязаны подтверждения, настоящие сроки, обучение или уровень знаний.',
  },
} as const satisfies Record<string, Text>;

/** `vahid plan sample`: the overlay of the demonstration. */
export const sampleCommand: Command = {
  name: 'plan sample',
  summary: {
    az: 'Planın nümunə təyinatlarını yazır və ya silir',
    en: 'Writes or removes the sample assignments of the plan',
    ru: 'Записывает или удаляет назначения-образцы плана',
  },
  options: { remove: {} },
  about: `
Lays invented executors, dates, milestones and responsible deputy heads over some measures of the national plan, each
marked as a sample, and writes a few reports with evidence, risks and spending requests in the names of the demo's people.
What was entered in earnest is left alone. In demo mode only. --remove deletes exactly what is marked
as a sample, in any mode.`,
  async run(given, io) {
    const opened = await io.open({ migrate: false });
    try {
      const ctx = systemContext(opened.vahid, 'vahid plan sample');
      const told = given.has('remove')
        ? await removeAllSamples(ctx)
        : await inTransaction(ctx, async (inner) => ({
            ...(await addSamples(inner, shippedSample())),
            lived: await addLife(inner),
          }));
      if (io.json) io.out(JSON.stringify(told));
      else if ('removed' in told) {
        io.out(pick(fill(texts.removed, { removed: told.removed }), io.lang));
        if (told.kept > 0) io.err(pick(fill(texts.kept, { kept: told.kept }), io.lang));
      } else {
        io.out(pick(fill(texts.added, { ...told }), io.lang));
        if (told.lived > 0) io.out(pick(fill(texts.lived, { lived: told.lived }), io.lang));
      }
      return 0;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      io.err(pick(error.text, io.lang));
      return 1;
    } finally {
      await opened.close();
    }
  },
};
