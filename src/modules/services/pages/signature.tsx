import { Type } from 'typebox';
import { file, idParam, route } from '../../../kernel/http/route.ts';
import { deskSignatureFile, ownSignatureFile } from '../actions/signatures.ts';

const stepParam = Type.Object({ id: idParam.properties.id, seq: Type.String({ pattern: '^[1-9][0-9]{0,5}$' }) });

/** A signature itself, for whoever wants to check it without us. */
export const ownSignature = route({
  method: 'GET',
  path: '/muracietler/:id/imza/:seq',
  access: 'services.readCase',
  params: stepParam,
  async handler(request) {
    const { id, seq } = request.params;
    const { jws, name } = await ownSignatureFile(request, { id, seq: Number(seq) });
    return file(jws, 'application/jose', name);
  },
});

export const deskSignature = route({
  method: 'GET',
  path: '/masa/is/:id/imza/:seq',
  access: 'services.readDeskCase',
  params: stepParam,
  async handler(request) {
    const { id, seq } = request.params;
    const { jws, name } = await deskSignatureFile(request, { id, seq: Number(seq) });
    return file(jws, 'application/jose', name);
  },
});
