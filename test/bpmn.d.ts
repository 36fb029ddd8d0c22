// The packages come without types for what they export, or with types of something else.
declare module 'bpmn-moddle' {
  export interface Element {
    readonly $type: string;
    readonly id: string;
    readonly name?: string;
    readonly rootElements: readonly Element[];
    readonly flowElements?: readonly Element[];
    readonly sourceRef?: Element;
    readonly targetRef?: Element;
    readonly diagrams: readonly { readonly plane: { readonly planeElement: readonly Drawn[] } }[];
  }
  export interface Drawn {
    readonly $type: string;
    readonly bpmnElement: Element;
    readonly bounds?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
    readonly waypoint?: readonly { readonly x: number; readonly y: number }[];
  }
  export class BpmnModdle {
    fromXML(xml: string): Promise<{ readonly rootElement: Element; readonly warnings: readonly unknown[] }>;
  }
}

declare module 'bpmnlint/lib/linter.js' {
  export default class Linter {
    constructor(options: { readonly config: object; readonly resolver: object });
    /** Findings by rule. */
    lint(root: object): Promise<Readonly<Record<string, readonly { readonly id: string; readonly message: string }[]>>>;
  }
}

declare module 'bpmnlint/lib/resolver/node-resolver.js' {
  const NodeResolver: new () => object;
  export default NodeResolver;
}
