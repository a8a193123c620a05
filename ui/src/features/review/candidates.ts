// The candidates of a pair, numbered as the keys are: the proposed one first, then who else was considered.

import type { PairExplanation, PairRef, PersonInfo, ReviewRow } from '../../ipc';

export interface Candidate {
  /** The key that takes it. */
  number: number;
  pair: PairRef;
  person: PersonInfo;
  probability: number;
  /** Whether it is the proposed pair. */
  isProposed: boolean;
  objections: string[];
}

export const CANDIDATES_MAX = 9;

/** Azure candidates of the intranet user, then intranet candidates of the Azure user. */
export function candidatesOf(row: ReviewRow, told: PairExplanation | undefined): Candidate[] {
  const proposed: PairRef = { legacy: row.legacy.position, azure: row.azure.position };
  const first: Candidate = {
    number: 1,
    pair: proposed,
    person: row.azure,
    probability: row.score,
    isProposed: true,
    objections: (told?.objections ?? []).map(({ sentence }) => sentence),
  };
  const rivals = [...(told?.rivals_of_legacy ?? []), ...(told?.rivals_of_azure ?? [])];
  const others = rivals.filter(({ pair }) => !isSame(pair, proposed));
  return [
    first,
    ...others.slice(0, CANDIDATES_MAX - 1).map((rival, at) => ({
      number: at + 2,
      pair: rival.pair,
      person: rival.person,
      probability: rival.probability,
      isProposed: false,
      objections: rival.objections.map(({ sentence }) => sentence),
    })),
  ];
}

function isSame(a: PairRef, b: PairRef): boolean {
  return a.legacy === b.legacy && a.azure === b.azure;
}

export interface ComparedField {
  label: string;
  of: (person: PersonInfo) => string;
}

export const FIELDS: readonly ComparedField[] = [
  { label: 'Name', of: ({ name }) => name },
  { label: 'Sign-in name', of: ({ login }) => login },
  { label: 'E-mail', of: ({ mail }) => mail },
  { label: 'ID', of: ({ id }) => id },
  { label: 'Department', of: ({ department }) => department },
  { label: 'Row', of: ({ row }) => String(row) },
];

/** Whether two cells say the same, so that they can be muted. */
export function saysTheSame(a: string, b: string): boolean {
  const plain = (text: string) => text.trim().toLowerCase();
  return plain(a) !== '' && plain(a) === plain(b);
}
