import { fold } from './fold.ts';

const listOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/).map(fold));

/** Words that tell nothing of what is looked for, folded: particles, pronouns, question words, postpositions. */
export const stopwords = listOf(`
  və ilə üçün da də ki bu o bir hansı necə nə mən sən biz siz onlar mənim sənin bizim sizin onun onların mənə sənə bizə sizə
  ona onlara məni səni bizi sizi onu onları məndə səndə bizdə sizdə onda məndən səndən bizdən sizdən ondan həmin belə elə
  burada orada buradan oradan bura ora haqqında haqda barədə barəsində görə kimi qədər sonra əvvəl üzrə üstündə altında
  arasında ərzində olaraq olan olmayan olub olar idi imiş isə yoxsa amma lakin ancaq ya yaxud həm hər heç çox az daha ən
  lap artıq yenə indi hələ niyə nədən nəyə harada hara haradan kim kimə kimin kimdən neçə nəçə varmı var yox bəs axı məgər
  bəli xeyr lazım lazımdır gərək mümkün olur zəhmət lütfən salam və/və ya vəya həmçinin eyni bütün özü özüm öz
  the a an of for to in on and or how i my is и в на для с о об по как мне у или к из за
`);

/** Verbs that go with any noun, folded and plain: almaq, vermək, etmək; they count only when nothing else is typed. */
export const lightVerbs = listOf('al ver et ol elə eylə istə gör tap');
