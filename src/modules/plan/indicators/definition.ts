import { type Static, Type } from 'typebox';
import type { DefinitionKind, Finding, Scope } from '../../../kernel/definition.ts';
import { numbersOf, type PlanDefinition } from '../definition.ts';
import { checkSheet, type Known, twiceFinding } from './check.ts';
import { type Sheet, sheetSchema } from './sheet.ts';

const schema = Type.Object({ indicators: Type.Array(sheetSchema) }, { additionalProperties: false });

export interface IndicatorFile {
  readonly indicators: readonly Sheet[];
}

/** `indicators.yaml`: sheets that are approved by the release they come with. */
export const indicatorsKind: DefinitionKind<typeof schema, IndicatorFile> = {
  kind: 'indicators',
  files: /^indicators\.yaml$/,
  schema,
  needs: ['plan', 'institutions'],
  compile({ indicators }: Static<typeof schema>, scope) {
    const codes = indicators.map(({ code }) => code);
    const known = knownIn(scope, indicators);
    const findings: Finding[] = indicators.flatMap((sheet, index) => [
      ...(codes.indexOf(sheet.code) < index ? [twiceFinding(['indicators', index, 'code'], sheet.code)] : []),
      ...checkSheet(sheet, known).map((one) => ({ ...one, path: ['indicators', index, ...one.path] })),
    ]);
    return { compiled: { indicators }, findings };
  },
};

function knownIn(scope: Scope, indicators: readonly Sheet[]): Known {
  const plans = scope.all<PlanDefinition>('plan');
  const items = new Set(
    [...plans.values()].flatMap((plan) => numbersOf(plan).flatMap((number) => [number, `${plan.plan}/${number}`])),
  );
  const files = [...scope.all<{ institutions: readonly { code: string }[] }>('institutions').values()];
  const institutions = new Set(files.flatMap((file) => file.institutions.map(({ code }) => code)));
  return {
    item: (number) => items.has(number),
    institution: (code) => institutions.has(code),
    formulas: new Map(indicators.map(({ code, formula = '' }) => [code, formula])),
  };
}
