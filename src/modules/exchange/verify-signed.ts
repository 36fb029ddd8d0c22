import { type CommandIo, type Given, UsageError } from '../../kernel/command.ts';
import { certificatesIn } from '../../kernel/config-signing.ts';
import { fill } from '../../kernel/refusal.ts';
import { formatDateTime, pick, type Text } from '../../language/index.ts';
import { InvalidSignature, isSignedAct, type Signed, verifySigned } from '../../protocols/jades/index.ts';
import { printable, readGivenFile } from './given-file.ts';

const holds: Text = {
  az: '{file}: imza etibarlıdır. İmzalayan: {signer}. Sertifikatı verən: {issuer}. Vaxt: {at}. Əməliyyat: {act}, müraciət {case}. Sertifikatın həmin vaxt ləğv edilib-edilmədiyini yalnız onu verən bilir.',
  en: '{file}: the signature holds. Signed by {signer}, whose certificate {issuer} issued, at {at}. Act: {act}, case {case}. Only the issuer knows whether the certificate was revoked by then.',
  ru: '{file}: подпись действительна. Подписал(а): {signer}, сертификат выдан: {issuer}. Время: {at}. Действие: {act}, дело {case}. Был ли сертификат к тому времени отозван, знает только выдавший.',
};

const fails: Text = {
  az: '{file}: imza etibarlı deyil ({fault}): {message}',
  en: '{file}: the signature does not hold ({fault}): {message}',
  ru: '{file}: подпись недействительна ({fault}): {message}',
};

/** The signature of an act, where a file is one. */
export function signedActIn(bytes: Buffer): string | undefined {
  if (bytes.length > 1_000_000) return undefined;
  const text = bytes.toString('utf8').trim();
  return isSignedAct(text) ? text : undefined;
}

/** Judges a signed act by those whom the caller trusts, and by nothing else. @throws UsageError */
export async function verifySignedAct(jws: string, given: Given, { json, lang, out }: CommandIo): Promise<0 | 1> {
  const anchors = anchorsIn(given);
  const file = given.words[0] ?? '';
  try {
    const signed = await verifySigned(jws, { anchors });
    if (json) out(JSON.stringify({ file, valid: true, ...told(signed), statement: signed.statement }));
    else out(pick(fill(holds, { file, ...told(signed), at: formatDateTime(signed.signedAt, lang) }), lang));
    return 0;
  } catch (error) {
    if (!(error instanceof InvalidSignature)) throw error;
    const { fault } = error;
    const message = printable(error.message);
    out(
      json ? JSON.stringify({ file, valid: false, fault, message }) : pick(fill(fails, { file, fault, message }), lang),
    );
    return 1;
  }
}

function told({ signer, signedAt, statement }: Signed) {
  const word = (value: unknown) => printable(typeof value === 'string' ? value : '-');
  return {
    signer: printable(signer.name),
    issuer: printable(signer.issuer),
    at: signedAt.toISOString(),
    act: word(statement.action),
    case: word(statement.case),
  };
}

function anchorsIn(given: Given) {
  const name = given.value('anchors');
  if (name === undefined) throw new UsageError('--anchors FILE is needed: a signature cannot vouch for itself.');
  const anchors = certificatesIn(readGivenFile(name).toString('utf8'));
  if (anchors.length === 0) throw new UsageError(`${name} holds no certificates in PEM.`);
  return anchors;
}
