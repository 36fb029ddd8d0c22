import type { ComponentChildren, VNode } from 'preact';
import { pick } from '../../../language/index.ts';
import { Button, Form, type Frame, Page, Table } from '../../../ui/index.ts';
import { demoName, type DemoPerson } from '../demo-people.ts';
import type { Institution } from '../entities.ts';
import { t } from '../text.ts';

interface DemoChoicePageProps {
  readonly frame: Frame;
  readonly people: readonly DemoPerson[];
  readonly institutions: readonly Institution[];
  readonly action: string;
}

/** Who one is going to be: each name is a button, beside it what this person can do; officials by institution. */
export function DemoChoicePage({ frame, people, institutions, action }: DemoChoicePageProps): VNode {
  const { lang } = frame;
  const name = (person: DemoPerson) => (
    <Button kind="second" name="person" value={person.fin}>
      {demoName(person)}
    </Button>
  );
  const citizens = people
    .filter(({ role }) => !role)
    .map((one): ComponentChildren[] => [name(one), pick(one.about, lang)]);
  const first = { label: t(lang, 'demoName') };
  const last = { label: t(lang, 'demoAbout') };
  return (
    <Page frame={frame} title={t(lang, 'demoTitle')}>
      <div class="stack">
        <h1>{t(lang, 'demoTitle')}</h1>
        <p class="lead">{t(lang, 'demoLead')}</p>
        {/* The provider's cookie holds for its own path only: this form goes there without the language. */}
        <Form action={action} enhance={false}>
          <h2>{t(lang, 'demoCitizens')}</h2>
          <Table caption={t(lang, 'demoCitizens')} quiet columns={[first, last]} rows={citizens} />
          <h2>{t(lang, 'demoOfficials')}</h2>
          {[...byInstitution(people)].map(([code, officials]) => {
            const at = institutions.find((one) => one.code === code);
            const title = at ? pick(at.name, lang) : code;
            return (
              <>
                <h3>{title}</h3>
                <Table
                  caption={title}
                  quiet
                  columns={[first, { label: t(lang, 'demoOffice') }, last]}
                  rows={officials.map((one) => [
                    name(one),
                    one.role && pick(one.role.title, lang),
                    pick(one.about, lang),
                  ])}
                />
              </>
            );
          })}
        </Form>
      </div>
    </Page>
  );
}

/** Officials by the code of their institution, in the order in which these come first. */
function byInstitution(people: readonly DemoPerson[]): ReadonlyMap<string, readonly DemoPerson[]> {
  return Map.groupBy(
    people.filter(({ role }) => role),
    ({ role }) => role?.institution ?? '',
  );
}
