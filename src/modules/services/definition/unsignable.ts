import type { Context } from '../../../kernel/context.ts';
import type { CompiledDefinition, Finding, Judgement } from '../../../kernel/definition.ts';
import type { CompiledService } from './compiled.ts';
import { finding } from './finding.ts';

/** A service in which an act has to be signed is not released in production before a signing service is connected. */
export async function refuseUnsignable(
  { vahid }: Context,
  definitions: readonly CompiledDefinition[],
): Promise<Judgement> {
  if (vahid.config.signing || vahid.config.mode === 'demo') return new Map();
  const services = definitions.filter(({ kind }) => kind === 'service');
  return new Map(
    services.flatMap(({ file, compiled }) => {
      const signed = (compiled as CompiledService).process.actions.filter(({ sign }) => sign === 'required');
      return signed.length === 0 ? [] : [[file, signed.map(({ name }) => nowhereToSign(name))] as const];
    }),
  );
}

const nowhereToSign = (action: string): Finding =>
  finding(
    ['process', 'actions', action, 'sign'],
    'nowhere-to-sign',
    [
      `“${action}” elektron imza tələb edir, bu sistemə isə imza xidməti qoşulmayıb.`,
      `“${action}” requires a signature, but no signing service is connected to this installation.`,
      `«${action}» требует электронной подписи, но служба подписи к этой системе не подключена.`,
    ],
    [
      'VAHID_CSC_URL, VAHID_CSC_CLIENT_ID, VAHID_CSC_CLIENT_SECRET və VAHID_CSC_ANCHORS dəyişənlərini təyin edin və ya sign: optional yazın.',
      'Set VAHID_CSC_URL, VAHID_CSC_CLIENT_ID, VAHID_CSC_CLIENT_SECRET and VAHID_CSC_ANCHORS, or write sign: optional.',
      'Задайте VAHID_CSC_URL, VAHID_CSC_CLIENT_ID, VAHID_CSC_CLIENT_SECRET и VAHID_CSC_ANCHORS или напишите sign: optional.',
    ],
  );
