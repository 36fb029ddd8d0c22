import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, type CommandIo, UsageError } from '../../../kernel/command.ts';
import { systemContext } from '../../../kernel/context.ts';
import { textOf } from '../../../kernel/text.ts';
import { formatDateTime } from '../../../language/index.ts';
import type { CentreKey } from './centre-key.ts';
import { centreKey } from './centre-key.ts';
import { noCentreKey } from './refusals.ts';
import { announcedDays, beginCentreKey, followCentreKey } from './rotation.ts';
import { t, texts } from './text/index.ts';

export const centreKeyCommand: Command = {
  name: 'exchange-centre-key',
  summary: textOf(texts, 'centreKeySummary'),
  options: { days: { value: 'DAYS' }, anew: {}, out: { value: 'FILE' }, 'dry-run': {} },
  about: `
Makes the key with which the centre of the exchange signs next. The key in force names it in every configuration, and
gateways take it by themselves; when the days are over it signs, and nothing new is taken by the one before.
  --days DAYS   for how long it is announced, 1 to 90 (14)
  --anew        the key in force was lost or is in wrong hands: the new one signs at once, vouched for by none, and every
                gateway needs the new centre.pem by hand
  --out FILE    writes the new key's public half
  --dry-run     says which key signs, and makes none`,
  async run(given, io) {
    const days = Number(given.value('days') ?? announcedDays.usual);
    if (given.has('anew') && given.value('days') !== undefined)
      throw new UsageError('--anew is announced for no days.');
    const { vahid, close } = await io.open({ migrate: false });
    try {
      const ctx = systemContext(vahid, 'exchange-centre-key');
      if (given.has('dry-run')) {
        const key = await centreKey(ctx);
        if (!key) throw noCentreKey();
        return say(io, 'centreKeyDry', key);
      }
      const made = given.has('anew') ? await beginCentreKey(ctx) : await followCentreKey(ctx, days);
      const out = given.value('out');
      if (out !== undefined) writeFileSync(resolve(out), made.pem);
      return say(io, given.has('anew') ? 'centreKeyBegun' : 'centreKeyFollows', made);
    } finally {
      await close();
    }
  },
};

type Said = 'centreKeyDry' | 'centreKeyBegun' | 'centreKeyFollows';

function say({ json, lang, out }: CommandIo, said: Said, { fingerprint, signsFrom }: CentreKey): 0 {
  const from = formatDateTime(signsFrom, lang);
  out(
    json ? JSON.stringify({ fingerprint, signsFrom: signsFrom.toISOString() }) : t(lang, said, { fingerprint, from }),
  );
  return 0;
}
