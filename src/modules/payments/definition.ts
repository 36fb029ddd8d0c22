import { Type } from 'typebox';
import type { DefinitionKind, Finding, Path, Scope } from '../../kernel/definition.ts';
import type { FieldWords } from '../../kernel/definition-schema.ts';
import type { Releases } from '../../kernel/release.ts';
import { isIban, type Text } from '../../language/index.ts';

const text = Type.Object(
  { az: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }), ru: Type.String({ minLength: 1 }) },
  { additionalProperties: false },
);

const schema = Type.Object(
  {
    retention: Type.Object({ years: Type.Integer({ minimum: 1, maximum: 75 }) }, { additionalProperties: false }),
    accounts: Type.Array(
      Type.Object(
        {
          institution: Type.String({ pattern: '^[a-z][a-z0-9-]{0,19}$' }),
          iban: Type.String({ minLength: 1, maxLength: 40 }),
          bank: text,
          /** Invented for the demonstration: shown with the mark “nümunə”. */
          sample: Type.Optional(Type.Literal(true)),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

/** Where an institution is paid. */
export interface Account {
  readonly institution: string;
  readonly iban: string;
  readonly bank: Text;
  readonly sample?: true;
}

export interface CompiledAccounts {
  /** How long names and accounts of payers are kept once their money is settled. */
  readonly retention: { readonly years: number };
  readonly accounts: readonly Account[];
}

const words: FieldWords = {
  '': {
    az: 'Qurumların ödəniş qəbul edən hesabları',
    en: 'Accounts to which institutions are paid',
    ru: 'Счета, на которые платят учреждениям',
  },
  accounts: {
    az: 'Hesablar, hər qurumun biri',
    en: 'The accounts, one an institution',
    ru: 'Счета, по одному на учреждение',
  },
  retention: {
    az: 'Ödəyənlərin məlumatının saxlanılma müddəti',
    en: 'How long payers’ data is kept',
    ru: 'Срок хранения данных плательщиков',
  },
  'retention.years': {
    az: 'Pul üzrə son əməliyyatdan sonra neçə il',
    en: 'Years after the last that happened to the money',
    ru: 'Сколько лет после последней операции с деньгами',
  },
  'accounts[].institution': { az: 'Qurumun kodu', en: 'Code of the institution', ru: 'Код учреждения' },
  'accounts[].iban': { az: 'IBAN, boşluqsuz', en: 'IBAN, without spaces', ru: 'IBAN без пробелов' },
  'accounts[].bank': { az: 'Bankın adı', en: 'Name of the bank', ru: 'Название банка' },
  'accounts[].sample': { az: 'Nümunədir', en: 'It is a sample', ru: 'Это образец' },
};

/** `accounts.yaml`: to which account each institution is paid. */
export const accountsKind: DefinitionKind<typeof schema, CompiledAccounts> = {
  kind: 'accounts',
  files: /^accounts\.yaml$/,
  schema,
  words,
  needs: ['institutions'],
  compile(source, scope) {
    const accounts = source.accounts.map(
      ({ sample, ...account }): Account => ({ ...account, ...(sample ? { sample } : {}) }),
    );
    return {
      compiled: { accounts, retention: source.retention },
      findings: accounts.flatMap((one, index) => faultsOf(one, index, accounts, scope)),
    };
  },
};

function faultsOf(
  { institution, iban }: Account,
  index: number,
  all: readonly Account[],
  scope: Scope,
): readonly Finding[] {
  const path: Path = ['accounts', index];
  const files = [...scope.all<{ institutions: readonly { code: string }[] }>('institutions').values()];
  const known = files.some(({ institutions }) => institutions.some(({ code }) => code === institution));
  const before = all.slice(0, index);
  return [
    ...(known ? [] : [unknownInstitution([...path, 'institution'], institution)]),
    ...(isIban(iban) ? [] : [wrongIban([...path, 'iban'], iban)]),
    ...(before.some((one) => one.institution === institution || one.iban === iban) ? [twice(path, institution)] : []),
  ];
}

const unknownInstitution = (path: Path, code: string): Finding => ({
  path,
  rule: 'unknown-institution',
  message: {
    az: `“${code}” adlı qurum yoxdur.`,
    en: `There is no institution “${code}”.`,
    ru: `Нет учреждения «${code}».`,
  },
  remedy: {
    az: 'institutions.yaml faylındakı koda baxın.',
    en: 'See the codes in institutions.yaml.',
    ru: 'Смотрите коды в institutions.yaml.',
  },
});

const wrongIban = (path: Path, iban: string): Finding => ({
  path,
  rule: 'iban',
  message: {
    az: `“${iban}” Azərbaycan IBAN-ı deyil: yoxlama rəqəmləri və ya uzunluğu uyğun gəlmir.`,
    en: `“${iban}” is no Azerbaijani IBAN: its check digits or its length do not fit.`,
    ru: `«${iban}» не азербайджанский IBAN: не сходятся контрольные цифры или длина.`,
  },
  remedy: {
    az: 'Hesabı bankın verdiyi kimi, boşluqsuz yazın.',
    en: 'Write the account as the bank gave it, without spaces.',
    ru: 'Напишите счёт так, как его дал банк, без пробелов.',
  },
});

const twice = (path: Path, code: string): Finding => ({
  path,
  rule: 'account-twice',
  message: {
    az: `“${code}” qurumunun və ya bu IBAN-ın hesabı artıq yazılıb.`,
    en: `“${code}” or this IBAN has an account already.`,
    ru: `Счёт для «${code}» или этот IBAN уже указан.`,
  },
  remedy: {
    az: 'Hər qurum üçün bir hesab saxlayın.',
    en: 'Keep one account for each institution.',
    ru: 'Оставьте по одному счёту на учреждение.',
  },
});

/** Accounts of the definitions in force. */
export function accountsInForce(releases: Releases): readonly Account[] {
  return releases.get<CompiledAccounts>('accounts', 'accounts')?.compiled.accounts ?? [];
}

/** In years; undefined without accounts, or with accounts of an earlier release that did not say so. */
export function retentionInForce(releases: Releases): number | undefined {
  const compiled: Partial<CompiledAccounts> | undefined = releases.get<CompiledAccounts>(
    'accounts',
    'accounts',
  )?.compiled;
  return compiled?.retention?.years;
}
