import type { Actor, Role } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { appoint, ensurePerson } from '../../identity/index.ts';
import { instance } from '../../process/index.ts';
import { actOnRequest, actOnReview, saveRequest, startRequest } from './actions.ts';
import type { Answers } from './draft.ts';
import { requestView } from './views.ts';

const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };

export const answers = {
  title: 'Qrantların idarə edilməsi sistemi | Grants management system | Система управления грантами',
  about: 'Qrant müsabiqələrini elandan hesabata qədər aparır.',
  acts: 'technopark-rules 4.3',
  email: 'texnika@aef.example',
  criticality: 'important',
  hours: 'office',
  place: 'local',
  exchange: 'population\nHüquqi şəxslərin dövlət reyestri',
} satisfies Answers;

/** A database of its own. */
interface TestDatabase {
  readonly vahid: Vahid;
  ctx(actor?: Actor): Context;
}

async function person(
  test: TestDatabase,
  fin: string,
  ...offices: readonly (readonly [string, Role])[]
): Promise<Actor> {
  const id = await ensurePerson(test.ctx(), fin);
  for (const [institution, role] of offices) await appoint(test.ctx(), { person: id, institution, role, title });
  const appointments = offices.map(([institution, role]) => ({ institution, role }));
  return { kind: 'person', person: id, name: fin, appointments };
}

const openPeople = async (test: TestDatabase) => ({
  registrar: await person(test, '1AAAAA1', ['aef', 'registrar']),
  architect: await person(test, '1AAAAA2', ['rinn', 'officer']),
  protector: await person(test, '1AAAAA3', ['rinn', 'officer']),
  officer: await person(test, '1AAAAA4', ['rinn', 'officer']),
  approver: await person(test, '1AAAAA5', ['rinn', 'approver']),
  guard: await person(test, '1AAAAA6', ['xritdx', 'officer']),
  statistician: await person(test, '1AAAAAE', ['dsk', 'officer']),
});

type People = Awaited<ReturnType<typeof openPeople>>;

/** Whoever is needed to bring a request of a small institution from its draft to the decision, and what they press. */
export class House<T extends TestDatabase> {
  readonly test: T;
  readonly people: People;
  #presses = 0;

  constructor(test: T, people: People) {
    this.test = test;
    this.people = people;
  }

  person(fin: string, ...offices: readonly (readonly [string, Role])[]): Promise<Actor> {
    return person(this.test, fin, ...offices);
  }

  as(actor: Actor): Context {
    return this.test.ctx(actor);
  }

  /** Pressed on the page of a request or a review as it is at this moment. */
  async act(actor: Actor, id: string, action: string): Promise<void> {
    this.#presses += 1;
    const { parent, version } = await instance(this.test.ctx(), id);
    const press = { id, action, note: 'əsas var', key: `${action}:${this.#presses}`, version };
    await (parent === null ? actOnRequest(this.as(actor), press) : actOnReview(this.as(actor), press));
  }

  async section(id: string, topic: string): Promise<string> {
    const { sections } = await requestView(this.as(this.people.officer), id);
    const found = sections.find((one) => one.topic === topic);
    if (!found) throw new Error(`no section ${topic}`);
    return found.instance;
  }

  async review(actor: Actor, id: string, topic: string, action: string): Promise<void> {
    await this.act(actor, await this.section(id, topic), action);
  }

  async agreeAll(id: string): Promise<void> {
    const { architect, protector, guard, statistician } = this.people;
    const reviewers = {
      architecture: architect,
      'data-protection': protector,
      security: guard,
      statistics: statistician,
    };
    const { sections } = await requestView(this.as(this.people.officer), id);
    for (const [topic, reviewer] of Object.entries(reviewers)) {
      const one = sections.find((section) => section.topic === topic);
      if (one) await this.act(reviewer, one.instance, 'agree');
    }
  }

  async draft(name: string, given: Answers = {}): Promise<string> {
    const begun = { type: 'take_into_use', kind: 'system', title: name, institution: 'aef' } as const;
    const id = await startRequest(this.as(this.people.registrar), begun);
    await saveRequest(this.as(this.people.registrar), id, { ...answers, title: name, ...given });
    return id;
  }

  async sent(name: string, given?: Answers): Promise<string> {
    const id = await this.draft(name, given);
    await this.act(this.people.registrar, id, 'submit');
    return id;
  }

  /** From the draft to the decision. */
  async approve(id: string): Promise<void> {
    await this.act(this.people.registrar, id, 'submit');
    await this.agreeAll(id);
    await this.act(this.people.officer, id, 'recommend');
    await this.act(this.people.approver, id, 'approve');
  }

  async settle(): Promise<void> {
    while ((await this.test.vahid.jobs.runDue()) > 0);
  }
}

export async function openHouse<T extends TestDatabase>(test: T): Promise<House<T>> {
  return new House(test, await openPeople(test));
}
