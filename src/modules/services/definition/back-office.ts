import type { Finding, Scope } from '../../../kernel/definition.ts';
import type { Text } from '../../../language/lang.ts';
import type { ProcessSource } from '../../process/index.ts';
import { finding, unknown } from './finding.ts';
import type { ServiceSource } from './schema.ts';

/** Where cases are worked on when not here: an information system of the institution, by its code in systems.yaml. */
export interface CompiledBackOffice {
  readonly system: string;
}

interface Systems {
  readonly systems: Readonly<Record<string, { readonly owner: string; readonly title: Text }>>;
}

const officials: readonly string[] = ['officer', 'approver', 'deputy_head'];

/**
 * `backOffice: { system: … }`: the institution has a system of its own, and what that system cannot do over the exchange
 * does not compile: ask other institutions for opinions, or have an official sign here.
 */
export function compileBackOffice(
  source: ServiceSource<ProcessSource>,
  scope: Scope,
  findings: Finding[],
): CompiledBackOffice | undefined {
  const { backOffice, institution, opinions, process } = source;
  if (backOffice === 'here') return undefined;
  const { system } = backOffice;
  const { systems } = scope.get<Systems>('systems', 'systems') ?? { systems: {} };
  const own = Object.entries(systems).flatMap(([code, { owner }]) => (owner === institution ? [code] : []));
  const found = Object.hasOwn(systems, system) ? systems[system] : undefined;
  if (!found) findings.push(unknown('system', ['backOffice', 'system'], system, own));
  else if (found.owner !== institution) findings.push(ofAnother(system, found.owner, institution));
  if (opinions) findings.push(withOpinions());
  for (const [name, { actor, sign }] of Object.entries(process.actions))
    if (sign !== undefined && officials.includes(actor)) findings.push(signedHere(name));
  return { system };
}

const ofAnother = (system: string, owner: string, institution: string): Finding =>
  finding(
    ['backOffice', 'system'],
    'back-office-of-another',
    [
      `“${system}” sistemi “${owner}” qurumunundur, müraciətə isə “${institution}” baxır.`,
      `The system “${system}” belongs to “${owner}”, but “${institution}” decides on the cases.`,
      `Система «${system}» принадлежит учреждению «${owner}», а решения принимает «${institution}».`,
    ],
    [
      `systems.yaml faylında sahibi “${institution}” olan sistemi göstərin və ya backOffice: here yazın.`,
      `Name a system in systems.yaml whose owner is “${institution}”, or write backOffice: here.`,
      `Укажите систему из systems.yaml, владелец которой – «${institution}», или напишите backOffice: here.`,
    ],
  );

const withOpinions = (): Finding =>
  finding(
    ['backOffice'],
    'back-office-opinions',
    [
      'Başqa qurumların rəyi yalnız bu masada soruşulur, qurumun öz sistemi onları görmür.',
      'Opinions of other institutions are asked at the desk here; the institution’s own system does not see them.',
      'Заключения других учреждений запрашиваются здесь, собственная система учреждения их не видит.',
    ],
    [
      'opinions bölməsini silin və ya backOffice: here yazın.',
      'Remove the section opinions, or write backOffice: here.',
      'Удалите раздел opinions или напишите backOffice: here.',
    ],
  );

const signedHere = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'sign'],
    'back-office-signs',
    [
      `“${action}” əməliyyatını qurumun sistemi aparır, vəzifəli şəxs onu burada imzalaya bilməz.`,
      `“${action}” is taken by the institution’s system; no official can sign it here.`,
      `Действие «${action}» выполняет система учреждения, должностное лицо не может подписать его здесь.`,
    ],
    [
      `“${action}” əməliyyatından sign sözünü silin və ya backOffice: here yazın.`,
      `Remove sign from “${action}”, or write backOffice: here.`,
      `Удалите sign у действия «${action}» или напишите backOffice: here.`,
    ],
  );
