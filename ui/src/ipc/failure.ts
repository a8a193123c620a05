// A command that could not be done, as the host says it.

import type { Failure } from './bindings';

export class CommandFailure extends Error implements Failure {
  readonly code: string;
  readonly hints: string[];

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'CommandFailure';
    this.code = failure.code;
    this.hints = failure.hints;
  }

  get wasCancelled(): boolean {
    return this.code === 'cancelled';
  }
}

function isFailure(value: unknown): value is Failure {
  const failure = value as Partial<Failure> | null;
  return (
    typeof failure === 'object' &&
    failure !== null &&
    typeof failure.code === 'string' &&
    typeof failure.message === 'string' &&
    Array.isArray(failure.hints)
  );
}

/** Whatever was thrown, as a failure with a sentence and a next step. */
export function asFailure(thrown: unknown): CommandFailure {
  if (thrown instanceof CommandFailure) return thrown;
  if (isFailure(thrown)) return new CommandFailure(thrown);
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new CommandFailure({
    code: 'host_unreachable',
    message: `Presync did not answer (${detail}).`,
    hints: ['Check that Presync is still running, then try again.'],
  });
}
