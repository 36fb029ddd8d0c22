import type { Lang } from '../../../language/lang.ts';

/** For whom somebody sends: for themselves, the company they act for, their child, their ward; or a clerk for a citizen. */
export type Declaring = 'self' | 'company' | 'child' | 'ward' | 'centre';
export type Declared = 'submit' | 'answer';

type Words = Readonly<Record<Declared, string>> & Readonly<Record<Declaring, string>>;

/* How the sentence begins, by what is sent, and what is confirmed, by whom. A clerk confirms nothing themselves. */

const az: Words = {
  submit: 'Müraciəti göndərməklə',
  answer: 'İzahatı göndərməklə',
  self: '{act} cavablarımın doğru olduğunu təsdiq edirəm. Bilirəm ki, reyestrlərdəki məlumatlarım yalnız bu xidmət üçün oxunur və hər baxış “Məlumatıma kim baxıb” səhifəsində görünür.',
  company:
    '{act} şirkətin adından verdiyim cavabların doğru olduğunu təsdiq edirəm. Bilirəm ki, reyestrlərdə şirkət haqqında olan məlumat yalnız bu xidmət üçün oxunur və hər baxış “Şirkətin məlumatına kim baxıb” səhifəsində görünür.',
  child:
    '{act} övladımın adından verdiyim cavabların doğru olduğunu təsdiq edirəm. Bilirəm ki, reyestrlərdə övladım haqqında olan məlumat yalnız bu xidmət üçün oxunur və hər baxış onun “Məlumatıma kim baxıb” səhifəsində görünür.',
  ward: '{act} təmsil etdiyim şəxsin adından verdiyim cavabların doğru olduğunu təsdiq edirəm. Bilirəm ki, reyestrlərdə həmin şəxs haqqında olan məlumat yalnız bu xidmət üçün oxunur və hər baxış, o cümlədən mənim baxışım, onun “Məlumatıma kim baxıb” səhifəsində görünür.',
  centre:
    'Vətəndaş cavabları oxudu və doğru olduğunu təsdiq etdi. O bilir ki, reyestrlərdə onun haqqında olan məlumat yalnız bu xidmət üçün oxunur və hər baxış onun “Məlumatıma kim baxıb” səhifəsində görünür.',
};

const en: Words = {
  submit: 'By sending this application',
  answer: 'By sending this explanation',
  self: '{act} I confirm that my answers are true. I know that what registers hold about me is read for this service only and that every look-up is shown on the page “Who looked at my data”.',
  company:
    '{act} I confirm on behalf of the company that its answers are true. I know that what registers hold about the company is read for this service only and that every look-up is shown on the page “Who looked at the company’s data”.',
  child:
    '{act} I confirm that the answers I gave for my child are true. I know that what registers hold about my child is read for this service only and that every look-up is shown on my child’s page “Who looked at my data”.',
  ward: '{act} I confirm that the answers I gave for the person I represent are true. I know that what registers hold about that person is read for this service only and that every look-up, mine too, is shown on their page “Who looked at my data”.',
  centre:
    'The citizen has read the answers and confirms that they are true. They know that what registers hold about them is read only for this service, and that each look-up stands on their page “Who looked at my data”.',
};

const ru: Words = {
  submit: 'Отправляя заявление,',
  answer: 'Отправляя пояснения,',
  self: '{act} я подтверждаю, что мои ответы верны. Мне известно, что сведения обо мне из реестров читаются только для этой услуги и каждый просмотр виден на странице «Кто смотрел мои данные».',
  company:
    '{act} я от имени компании подтверждаю, что её ответы верны. Мне известно, что сведения о компании из реестров читаются только для этой услуги и каждый просмотр виден на странице «Кто смотрел данные компании».',
  child:
    '{act} я подтверждаю, что ответы, данные за моего ребёнка, верны. Мне известно, что сведения о ребёнке из реестров читаются только для этой услуги и каждый просмотр виден на его странице «Кто смотрел мои данные».',
  ward: '{act} я подтверждаю, что ответы, данные за лицо, которое я представляю, верны. Мне известно, что сведения об этом лице из реестров читаются только для этой услуги и каждый просмотр, в том числе мой, виден на его странице «Кто смотрел мои данные».',
  centre:
    'Гражданин прочитал ответы и подтверждает, что они верны. Ему известно, что сведения о нём из реестров читаются только для этой услуги и каждый просмотр виден на его странице «Кто смотрел мои данные».',
};

export const declarationTexts: Readonly<Record<Lang, Words>> = { az, en, ru };
