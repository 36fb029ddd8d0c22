/** A setting that cannot be used; the message names the variable and the remedy. */
export class ConfigProblem extends Error {}
