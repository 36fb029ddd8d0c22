import type { Finding, Path } from '../../../kernel/definition.ts';
import { finding } from './finding.ts';

/** A clerk sends an application at once; nobody waits at the window until somebody else has agreed. */
export const atTheCentre = (): Finding =>
  finding(
    ['channels'],
    'agreement-at-centre',
    [
      'Başqa şəxsin razılığını gözləyən müraciət xidmət mərkəzində verilə bilməz.',
      'An application that waits for the agreement of another person cannot be made at a service centre.',
      'Заявление, которое ждёт согласия другого лица, нельзя подать в центре обслуживания.',
    ],
    ['channels: [portal] yazın.', 'Write channels: [portal].', 'Укажите channels: [portal].'],
  );

export const nameTaken = (path: Path, name: string): Finding =>
  finding(
    path,
    'agreement-name',
    [
      `“${name}” adını artıq rəy daşıyır.`,
      `An opinion has the name “${name}” already.`,
      `Имя «${name}» уже носит заключение.`,
    ],
    ['Razılığa başqa ad verin.', 'Give the agreement another name.', 'Дайте согласию другое имя.'],
  );

export const namesNobody = (path: Path, who: string): Finding =>
  finding(
    path,
    'agreement-who',
    [
      `“${who}” heç kimin FİN-ini göstərmir.`,
      `“${who}” names nobody by a FİN.`,
      `«${who}» никого не указывает по FİN.`,
    ],
    [
      'Mətn tipli cavabı, qrupdakı cavabı (qrup.sahə) və ya reyestrdən oxunan FİN-i göstərin.',
      'Name an answer of type text, one within a group (group.field), or a FİN read from a register.',
      'Укажите ответ типа text, ответ внутри группы (группа.поле) или FİN из реестра.',
    ],
  );

/** Sent while somebody has not agreed: their agreement would come too late to matter. */
export const sentUnagreed = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'guard'],
    'sent-unagreed',
    [
      `“${action}” razılıqlar verilməmiş müraciəti göndərə bilər.`,
      `“${action}” could send the application before everybody has agreed.`,
      `«${action}» может отправить заявление до получения всех согласий.`,
    ],
    [
      'guard: openAgreements = 0 və otherwise mətnini yazın.',
      'Give it guard: openAgreements = 0 and the words under otherwise.',
      'Укажите guard: openAgreements = 0 и текст в otherwise.',
    ],
  );
