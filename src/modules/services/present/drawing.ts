import { capitalise, type Lang, type Text } from '../../../language/index.ts';
import { type CompiledAction, type Following, graphOf, type ProcessGraph } from '../../process/index.ts';
import { amendEffect } from '../definition/amending.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { heardOf, opinionsOf, reviewsOf } from '../definition/heard.ts';
import { standardOpinion } from '../definition/opinion.ts';
import { standardReview } from '../definition/review.ts';
import { readEffect } from '../definition/process.ts';

/** The course of a service as it is drawn. */
export function drawnService(service: CompiledService): ProcessGraph {
  const asking = new Set(askingActions(service));
  return graphOf(service.title, service.process, (action) =>
    asking.has(action.name) ? { ...following(service, action), calls: callOf(service) } : following(service, action),
  );
}

/** Actions with which the case comes to where others are asked, for the first time. */
function askingActions(service: CompiledService): readonly string[] {
  const { actions } = service.process;
  const asked = new Set(heardOf(service).flatMap((one) => one.asked));
  const after = new Set(asked);
  for (const state of after) for (const { from, to } of actions) if (from.includes(state)) after.add(to);
  return actions
    .filter(({ from, to }) => asked.has(to) && from.some((state) => !after.has(state)))
    .map(({ name }) => name);
}

/** The opinions, or where there are none the reviews, as one activity that runs several times at once. */
function callOf(service: CompiledService): NonNullable<Following['calls']> {
  const count = opinionsOf(service).length;
  const number = reviewsOf(service)?.number;
  if (count === 0 && number !== undefined) return { file: standardReview, title: reviewTitle(number) };
  return {
    file: standardOpinion,
    title: {
      az: `Qurumların rəyi (${count})`,
      en: `Opinions of institutions (${count})`,
      ru: `Заключения учреждений (${count})`,
    },
  };
}

const reviewTitle = (number: number): Text => ({
  az: `Ekspert rəyləri (${number})`,
  en: `Reviews of experts (${number})`,
  ru: `Рецензии экспертов (${number})`,
});

const words = {
  enter: { az: 'reyestrə yazılır', en: 'the entry is made', ru: 'вносится запись в реестр' },
  document: { az: 'sənəd verilir', en: 'the document is issued', ru: 'выдаётся документ' },
  end: { az: 'qeydin qüvvəsinə xitam verilir', en: 'the entry ends', ru: 'запись прекращается' },
  charge: { az: 'rüsum istənilir', en: 'the fee is asked for', ru: 'запрашивается пошлина' },
  quota: { az: 'kvota verilir', en: 'the quota is given', ru: 'предоставляется квота' },
  'end-quota': { az: 'kvotanın qalığı silinir', en: 'the rest of the quota is taken', ru: 'остаток квоты списывается' },
  amend: { az: 'sənəd yenidən verilir', en: 'the document is issued anew', ru: 'документ выдаётся заново' },
  revoke: { az: 'sənəd ləğv edilir', en: 'the document is revoked', ru: 'документ отзывается' },
} as const satisfies Readonly<Record<string, Text>>;

/** Where there is no document a correction changes the entry alone. */
const amendedEntry: Text = { az: 'qeyd düzəldilir', en: 'the entry is corrected', ru: 'запись исправляется' };

function following({ document }: Pick<CompiledService, 'document'>, { effects }: CompiledAction): Following {
  const kinds = effects.flatMap((name) => readEffect(name)?.kind ?? []);
  const done = kinds.flatMap((kind) => {
    if (kind === 'notify' || kind === 'do') return [];
    return kind === amendEffect && !document ? [amendedEntry] : [words[kind]];
  });
  const told = (lang: Lang) => capitalise(done.map((text) => text[lang]).join(', '), lang);
  return {
    tells: kinds.includes('notify'),
    ...(done.length === 0 ? {} : { work: { az: told('az'), en: told('en'), ru: told('ru') } }),
  };
}
