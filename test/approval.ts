import { compileDefinitions } from '../src/kernel/definition.ts';
import { release } from '../src/kernel/release.ts';
import { type CompiledProcessDefinition, processKindOf, startProcess } from '../src/modules/process/index.ts';
import type { Asked, House } from './house.ts';
import { ownInstitution } from './house.ts';
import { newId } from '../src/kernel/identifier.ts';

const text = (words: string) => ({ az: words, en: words, ru: words });
const kind = processKindOf({ kind: 'approval', files: /^test\/(approval)\.yaml$/, effects: [] });

/** A process of a kind that no room shows on a page of its own. */
const source = JSON.stringify({
  title: text('Təsdiq'),
  process: {
    states: {
      open: { status: 'in_review', title: text('Baxılır') },
      signed: { status: 'closed', title: text('Təsdiqlənib'), end: true },
    },
    actions: {
      sign: { title: text('Təsdiq et'), from: ['open'], to: 'signed', actor: 'officer', note: 'required' },
      withdraw: { title: text('Geri götür'), from: ['open'], to: 'signed', actor: 'registrar' },
      give_up: { title: text('İmtina et'), from: ['open'], to: 'signed', actor: 'applicant' },
    },
  },
});

async function definitionIn({ vahid }: House): Promise<{ version: number; compiled: CompiledProcessDefinition }> {
  const before = vahid.releases.get<CompiledProcessDefinition>('approval', 'approval');
  if (before) return before;
  const { definitions, problems } = compileDefinitions([{ file: 'test/approval.yaml', text: source }], [kind]);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message.en).join('\n'));
  await release(vahid.db, definitions, 'test', vahid.now());
  await vahid.releases.refresh();
  const found = vahid.releases.get<CompiledProcessDefinition>('approval', 'approval');
  if (!found) throw new Error('the approval is not in force');
  return found;
}

/** One that the institution of the tests owns and decides. */
export async function openApproval(house: House): Promise<Asked & { readonly params: { readonly id: string } }> {
  const { version, compiled } = await definitionIn(house);
  const id = await startProcess(house.ctx(), {
    process: { kind: 'approval', name: 'approval', version },
    definition: compiled.process,
    institution: ownInstitution,
    owner: { institution: ownInstitution },
    reference: 'T-1',
    title: text('Təsdiq'),
  });
  return { params: { id } };
}

/** The form of its page for one of its actions. */
export const stepOf =
  (action: string) =>
  async (house: House): Promise<Asked> => ({
    ...(await openApproval(house)),
    body: { do: action, version: '1', note: 'Sınaq', key: newId() },
  });
