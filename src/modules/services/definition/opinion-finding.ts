import type { Finding, Path } from '../../../kernel/definition.ts';
import { finding } from './finding.ts';

export const askedOfItself = (path: Path, institution: string): Finding =>
  finding(
    path,
    'opinion-of-itself',
    [
      `“${institution}” müraciətə özü baxır və özündən rəy ala bilməz.`,
      `“${institution}” decides on the case itself and cannot be asked for an opinion on it.`,
      `«${institution}» само рассматривает заявление и не может давать по нему заключение.`,
    ],
    [
      'Başqa qurumun kodunu yazın; öz əməkdaşları üçün process bölməsində əməliyyat əlavə edin.',
      'Write the code of another institution; for its own officials add an action under process.',
      'Укажите код другого учреждения; для своих сотрудников добавьте действие в process.',
    ],
  );

export const askedNowhere = (path: Path, state: string): Finding =>
  finding(
    path,
    'opinion-asked',
    [
      `“${state}” vəziyyətində müraciətə qurum baxmır, başqasından soruşula bilməz.`,
      `In the state “${state}” the institution does not have the case; nobody else can be asked.`,
      `В состоянии «${state}» заявление не у учреждения, запросить других нельзя.`,
    ],
    [
      'status: submitted və ya in_review olan vəziyyəti göstərin.',
      'Name a state with status: submitted or in_review.',
      'Укажите состояние со status: submitted или in_review.',
    ],
  );

/** Approved while an opinion is still awaited: what was asked would not have been heard. */
export const approvedUnheard = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'guard'],
    'approved-unheard',
    [
      `“${action}” soruşulan rəylər gəlmədən təsdiq edə bilər.`,
      `“${action}” could approve before the opinions asked for have come.`,
      `«${action}» может одобрить до поступления запрошенных заключений.`,
    ],
    [
      'guard şərtinə əlavə edin: … and openOpinions = 0.',
      'Add to its guard: … and openOpinions = 0.',
      'Добавьте в guard: … and openOpinions = 0.',
    ],
  );
