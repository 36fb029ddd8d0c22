import type { Context } from '../../../kernel/context.ts';
import type { Text } from '../../../language/index.ts';
import { type Fact, type HeldBy, type HeldFact, ownData } from '../../exchange/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { openGuide } from '../present/guide.ts';
import { shownFact } from '../rules/showing.ts';
import type { InstitutionView } from '../views.ts';

/** One thing that a register says of the reader or their company. */
export interface HeldView {
  /** Name in the dictionary. */
  readonly concept: string;
  readonly label: Text;
  /** `value` always with `shown`. */
  readonly state: Fact['state'];
  readonly shown?: Text;
  /** When the register recorded it. */
  readonly since?: Date;
  readonly retryAt?: Date;
  /** Service that corrects a mistake in it; without one the owner of the register is written to. */
  readonly correctedBy?: string;
}

export interface OwnRegisterView {
  readonly name: string;
  readonly title: Text;
  readonly about?: Text;
  readonly owner: InstitutionView;
  readonly facts: readonly HeldView[];
}

export interface OwnDataView {
  readonly holding: readonly OwnRegisterView[];
  /** They did not answer, wholly or in part. */
  readonly silent: readonly OwnRegisterView[];
  /** They say that they hold nothing. */
  readonly nothing: readonly OwnRegisterView[];
}

/** What registers hold about the reader, or the company for which they act, by register. Asking stands in its log. */
export async function ownDataView(ctx: Context): Promise<OwnDataView> {
  const guide = await openGuide(ctx);
  const services = ctx.vahid.releases.all<CompiledService>('service').map(({ compiled }) => compiled);
  const found = (await ownData(ctx)).map(({ register, facts }: HeldBy): OwnRegisterView => {
    const { name, title, about, owner } = register;
    const shown = facts.map((fact) => heldView(fact, services));
    return { name, title, ...(about ? { about } : {}), owner: guide.institution(owner), facts: shown };
  });
  const isSilent = ({ facts }: OwnRegisterView) => facts.some(({ state }) => state === 'unavailable');
  const holds = ({ facts }: OwnRegisterView) => facts.some(({ state }) => state === 'value' || state === 'refused');
  return {
    holding: found.filter((one) => holds(one) && !isSilent(one)),
    silent: found.filter(isSilent),
    nothing: found.filter((one) => !holds(one) && !isSilent(one)),
  };
}

function heldView({ name, concept, kind, fact }: HeldFact, services: readonly CompiledService[]): HeldView {
  const by = services.find(({ corrects }) => corrects && Object.hasOwn(corrects, name))?.name;
  const about = { concept: name, label: concept.label, ...(by === undefined ? {} : { correctedBy: by }) };
  if (fact.state === 'unavailable') return { ...about, state: fact.state, retryAt: new Date(fact.retryAt) };
  if (fact.state !== 'value') return { ...about, state: fact.state };
  // That no record is in force, or none at all is counted, is nothing held.
  const isNone = (kind === 'exists' && fact.value === false) || (kind === 'count' && fact.value === 0);
  const shown = isNone ? undefined : shownFact(concept, fact.value);
  if (!shown) return { ...about, state: 'none' };
  return { ...about, state: 'value', shown, since: new Date(fact.source.recordedAt) };
}
