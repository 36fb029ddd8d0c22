import type { CommandIo, ExitCode } from '../../kernel/command.ts';
import { UsageError } from '../../kernel/command.ts';
import type { CompiledDefinition } from '../../kernel/definition.ts';
import { pick } from '../../language/lang.ts';
import { compileService, type Mutant, tryMutants } from '../../modules/services/index.ts';

/** Enough to find what is not told, few enough to wait for. */
const most = 500;

/**
 * Makes one thing wrong at a time in a service and prints what its scenarios would not notice.
 * @throws UsageError where there is no such service
 */
export function reportMutants(definitions: readonly CompiledDefinition[], service: string, io: CommandIo): ExitCode {
  if (!definitions.some(({ kind, name }) => kind === 'service' && name === service))
    throw new UsageError(`There is no service ${service} among the definitions that compile.`);
  const { refused, noticed, unnoticed } = tryMutants(definitions, [service], {
    most,
    seed: service,
    compile: compileService,
  });
  const tried = noticed + unnoticed.length;
  if (io.json) io.out(JSON.stringify({ tried, refused, noticed, unnoticed }));
  else {
    for (const mutant of unnoticed) io.out(line(mutant, io));
    io.out(summary({ tried, refused, noticed })[io.lang]);
  }
  return unnoticed.length > 0 ? 1 : 0;
}

const line = ({ path, change }: Mutant, io: CommandIo): string => `${path.join('.')}: ${pick(change, io.lang)}`;

const summary = ({ tried, refused, noticed }: Record<'tried' | 'refused' | 'noticed', number>) => ({
  az: `Sınanan səhvlər: ${tried}; ssenarilərin gördüyü: ${noticed}; tərtibatın buraxmadığı: ${refused}.`,
  en: `Mistakes tried: ${tried}; noticed by the scenarios: ${noticed}; refused by the compiler besides: ${refused}.`,
  ru: `Проверено ошибок: ${tried}; замечено сценариями: ${noticed}; кроме того, не скомпилировалось: ${refused}.`,
});
