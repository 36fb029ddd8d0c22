import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { type FormBody, formBody, formValue, page, redirect, type Request, route } from '../../../kernel/http/route.ts';
import { Refusal, refusedBy } from '../../../kernel/refusal.ts';
import { bakuDate, pick } from '../../../language/index.ts';
import { readDate } from '../../../ui/index.ts';
import { ownPath } from '../own-path.ts';
import { detailsPath, giveDetails, mayGiveDetails, passportProblems, regular, signInByCode } from './actions.ts';
import { askCode, refuseWithoutLetters, shownCode } from './codes.ts';
import { CodePage, codePath, DetailsPage, StartPage, startPath } from './pages.tsx';
import type { Passport } from './ports.ts';

const startRoutes = [
  route({
    method: 'GET',
    path: startPath,
    access: 'identity.signIn',
    ofSession: true,
    query: Type.Object({ davam: Type.Optional(Type.String({ maxLength: 4000 })) }),
    async handler(request) {
      refuseWithoutLetters(request);
      return page(<StartPage frame={frameOf(request, 'mygov')} davam={ownPath(request.query.davam)} />);
    },
  }),
  route({
    method: 'POST',
    path: startPath,
    access: 'identity.signIn',
    ofSession: true,
    body: formBody,
    async handler(request) {
      const typed = { address: formValue(request.body, 'email'), davam: formValue(request.body, 'davam') };
      const sent = await unlessRefused(() => askCode(request, typed), [422, 429]);
      if (!(sent instanceof Refusal)) return redirect(codePath, [sent]);
      const frame = frameOf(request, 'mygov');
      const error = pick(sent.text, frame.lang);
      const drawn = <StartPage frame={frame} davam={ownPath(typed.davam)} typed={typed.address} error={error} />;
      return page(drawn, sent.status);
    },
  }),
];

/** What an action gives, or its refusal of what was typed, to be shown with it. */
async function unlessRefused<T>(action: () => Promise<T>, statuses: readonly number[]): Promise<T | Refusal> {
  const given: T[] = [];
  const refused = await refusedBy(async () => given.push(await action()), statuses);
  return refused ?? (given[0] as T);
}

const codeRoutes = [
  route({
    method: 'GET',
    path: codePath,
    access: 'identity.signIn',
    ofSession: true,
    async handler(request) {
      refuseWithoutLetters(request);
      return page(<CodePage frame={frameOf(request, 'mygov')} shown={await shownCode(request)} />);
    },
  }),
  route({
    method: 'POST',
    path: codePath,
    access: 'identity.signIn',
    ofSession: true,
    body: formBody,
    async handler(request) {
      refuseWithoutLetters(request);
      const step = await unlessRefused(() => signInByCode(request, formValue(request.body, 'code')), [422]);
      if (!(step instanceof Refusal)) return redirect(step.to, [...step.cookies]);
      const frame = frameOf(request, 'mygov');
      const drawn = <CodePage frame={frame} shown={await shownCode(request)} error={pick(step.text, frame.lang)} />;
      return page(drawn, step.status);
    },
  }),
];

/** A day that cannot be read stays as it was typed, and is refused as such. */
const passportOf = (body: FormBody): { typed: Passport; given: Passport } => {
  const said = (name: keyof Passport) => formValue(body, name);
  const rest = { name: said('name'), citizenship: said('citizenship'), number: said('number') };
  const days = { birthDate: said('birthDate'), validTo: said('validTo') };
  const read = { birthDate: readDate(days.birthDate) ?? '', validTo: readDate(days.validTo) ?? '' };
  return { typed: { ...rest, ...days }, given: { ...rest, ...read } };
};

async function refusedDetails(request: Request, typed: Passport, given: Passport, refused: Refusal) {
  const frame = frameOf(request, 'mygov');
  const problems = passportProblems(regular(given), bakuDate(request.vahid.now()));
  // What is wrong with no part by itself is said at the number.
  const wrong = Object.keys(problems).length > 0 ? problems : { number: refused };
  const errors = Object.entries(wrong).map(([name, { text }]) => ({ name, text: pick(text, frame.lang) }));
  const renews = request.actor.assurance === 'low';
  return page(<DetailsPage {...{ frame, action: detailsPath, renews, typed, errors }} />, refused.status);
}

const detailsRoutes = [
  route({
    method: 'GET',
    path: detailsPath,
    access: 'identity.registerForeigner',
    ofSession: true,
    async handler(request) {
      await mayGiveDetails(request);
      const renews = request.actor.assurance === 'low';
      return page(<DetailsPage frame={frameOf(request, 'mygov')} action={detailsPath} renews={renews} />);
    },
  }),
  route({
    method: 'POST',
    path: detailsPath,
    access: 'identity.registerForeigner',
    ofSession: true,
    body: formBody,
    async handler(request) {
      const { typed, given } = passportOf(request.body);
      const step = await unlessRefused(() => giveDetails(request, given), [422]);
      if (step instanceof Refusal) return refusedDetails(request, typed, given, step);
      return redirect(step.to, [...step.cookies]);
    },
  }),
];

export const foreignerRoutes = [...startRoutes, ...codeRoutes, ...detailsRoutes];
