import { Refusal, refusal } from '../../../kernel/refusal.ts';
import type { ProposalProblem } from './draft.ts';

export const wrongName = refusal('catalogue.concept_name', 422, {
  az: 'Anlayışın kodu “subyekt.ad” şəklində olmalıdır: person.name, organisation.taxDebt. Subyekt lüğətdəkilərdən biridir: {entities}.',
  en: 'The code of a concept has the form “entity.name”: person.name, organisation.taxDebt. The entity is one of the dictionary: {entities}.',
  ru: 'Код понятия имеет вид «субъект.имя»: person.name, organisation.taxDebt. Субъект берётся из словаря: {entities}.',
});

export const proposalOpen = refusal('catalogue.concept_open', 409, {
  az: 'Bu anlayış barədə bitməmiş təklif var. Onun qərarını gözləyin.',
  en: 'There is a proposal about this concept that has not ended. Wait for its decision.',
  ru: 'По этому понятию есть незавершённое предложение. Дождитесь решения.',
});

export const ownProposal = refusal('catalogue.concept_own', 403, {
  az: 'Bu təklifin məzmununu siz yazmısınız. Ona başqa əməkdaş baxmalıdır.',
  en: 'You wrote of this proposal yourself. Another official has to look at it.',
  ru: 'Содержание этого предложения писали вы. Его должен рассмотреть другой сотрудник.',
});

export const notOpenForWriting = refusal('catalogue.concept_not_open', 409, {
  az: 'Təklifin məzmunu indi dəyişdirilə bilməz: o, baxışdadır və ya bitib.',
  en: 'The content of the proposal cannot be changed now: it is under review or has ended.',
  ru: 'Содержание предложения сейчас изменить нельзя: оно на рассмотрении или завершено.',
});

/** What must be mended first; the form shows each at its question. */
export class ProposalIncomplete extends Refusal {
  readonly problems: readonly ProposalProblem[];

  constructor(problems: readonly ProposalProblem[]) {
    super(
      'catalogue.concept_incomplete',
      422,
      {
        az: 'Təklif bu şəkildə qəbul edilə bilməz. İşarələnmiş suallara baxın.',
        en: 'The proposal cannot be taken as it stands. See the marked questions.',
        ru: 'Предложение в таком виде принять нельзя. Проверьте отмеченные вопросы.',
      },
      { problems: problems.map(({ name, text }) => ({ name, text })) },
    );
    this.problems = problems;
  }
}
