import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseDecimal } from '../../src/feel/values/decimal.ts';
import { agrees } from './compare.ts';
import { csv, report } from './report.ts';
import { runTests } from './run.ts';

const kit = mkdtempSync(join(tmpdir(), 'tck-'));
afterAll(() => rmSync(kit, { recursive: true }));

const folder = join(kit, 'compliance-level-2', '0001-sum');
mkdirSync(folder, { recursive: true });
const java = '<functionDefinition kind="Java"><formalParameter name="n"/></functionDefinition>';
writeFileSync(
  join(folder, '0001-sum.dmn'),
  `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:sum" name="sum">
    <inputData name="a" id="a"><variable name="a" typeRef="number"/></inputData>
    <decision name="twice" id="twice"><informationRequirement><requiredInput href="#a"/></informationRequirement>
      <literalExpression><text>{of: a, list: [a * 2, "x", date("2026-11-22")]}</text></literalExpression></decision>
    <decision name="java" id="java"><context><contextEntry><variable name="f"/>${java}</contextEntry>
      <contextEntry><literalExpression><text>f(1)</text></literalExpression></contextEntry></context></decision>
  </definitions>`,
);
const twice = (value: string) => `<resultNode name="twice"><expected>
  <component name="list"><list><item><value xsi:type="xsd:decimal">${value}</value></item><item><value xsi:type="xsd:string">x</value></item>
  <item><value xsi:type="xsd:date">2026-11-22</value></item></list></component>
  <component name="of"><value xsi:type="xsd:double">1.5E0</value></component></expected></resultNode>`;
const input = '<inputNode name="a"><value xsi:type="xsd:decimal">1.5</value></inputNode>';
writeFileSync(
  join(folder, '0001-sum-test-01.xml'),
  `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <modelName>0001-sum.dmn</modelName>
    <testCase id="001">${input}${twice('3')}</testCase>
    <testCase id="002">${input}${twice('4')}</testCase>
    <testCase id="003"><resultNode name="java"><expected><value xsi:type="xsd:decimal">1</value></expected></resultNode></testCase>
    <testCase id="004"><resultNode name="none"><expected><value xsi:nil="true"/></expected></resultNode></testCase>
  </testCases>`,
);

test('A kit is run, counted and written as the kit writes it', () => {
  const outcomes = runTests(kit);
  expect(outcomes.map(({ id, passed, external }) => [id, passed, external])).toEqual([
    ['001', true, false],
    ['002', false, false],
    ['003', false, true],
    ['004', false, false],
  ]);
  const lines = report(outcomes, true).trimEnd().split('\n');
  expect(lines.slice(0, 2)).toEqual(['compliance-level-2: 1/4', '  0001-sum: 1/4']);
  expect(lines).toContain(
    'compliance-level-2/0001-sum/0001-sum-test-01 002: twice: expected {list: [4, "x", 2026-11-22], of: 1.5}, got {of: 1.5, list: [3, "x", 2026-11-22]}',
  );
  expect(lines.at(-1)).toBe('1/4');
  expect(csv(outcomes).split('\n').slice(0, 2)).toEqual([
    '"compliance-level-2/0001-sum","0001-sum-test-01","001","SUCCESS",""',
    '"compliance-level-2/0001-sum","0001-sum-test-01","002","ERROR","twice: expected {list: [4, ""x"", 2026-11-22], of: 1.5}, got {of: 1.5, list: [3, ""x"", 2026-11-22]}"',
  ]);
  expect(runTests(folder)).toEqual(outcomes);
});

test('Numbers agree to the eighth digit after the point, everything else wholly', () => {
  const [third, nearly, far] = ['0.3333333333', '0.333333334', '0.33333334'].map(parseDecimal);
  expect(agrees(third ?? null, nearly ?? null)).toBe(true);
  expect(agrees(third ?? null, far ?? null)).toBe(true);
  expect(agrees(third ?? null, parseDecimal('0.3333334'))).toBe(false);
  expect(agrees(['a'], ['a', 'b'])).toBe(false);
  expect(agrees(new Map([['a', null]]), new Map())).toBe(false);
  expect(agrees(null, false)).toBe(false);
});
