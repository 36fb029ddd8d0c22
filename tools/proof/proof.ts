/** A figure of one run. The baseline was taken in the same run, so that their ratio outlives the machine. */
export interface Line {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: { readonly what: string; readonly value: number };
  readonly limit?: { readonly most: number } | { readonly least: number };
}

/** What a run gets to work with. */
export interface Tools {
  /** The repository. */
  readonly root: string;
  /** An empty folder of this run, on the same disk; removed afterwards. */
  readonly folder: string;
  /** Run in reverse order when the run is over, however it ends. */
  readonly after: (undo: () => unknown) => void;
  readonly say: (line: string) => void;
}

export interface Proof {
  readonly name: string;
  /** What is measured against what; stands above the figures. */
  readonly about: string;
  /** Three for timings, of which the median counts; one where the run itself repeats, or nothing varies. */
  readonly runs: number;
  run(tools: Tools): Promise<readonly Line[]>;
}
