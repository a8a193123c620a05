// What a decision means for the rows on screen, before the host is asked again.

import type { PairRef, ReviewRow, ReviewSection, WireVerdict } from '../../ipc';

export interface Decided {
  verdict: WireVerdict;
  pair: PairRef;
  /** For `other`: the pair that is one person. */
  instead?: PairRef | undefined;
}

/** The word that stands beside a row once something was decided; its own when nothing changes. */
export function decisionAfter(row: ReviewRow, { verdict, pair, instead }: Decided): string {
  const isLegacy = row.legacy.position === pair.legacy;
  const isAzure = row.azure.position === pair.azure;
  const isPair = isLegacy && isAzure;
  const one = verdict === 'other' ? instead : verdict === 'confirm' ? pair : undefined;
  if (one !== undefined) {
    const [isOneLegacy, isOneAzure] = [
      row.legacy.position === one.legacy,
      row.azure.position === one.azure,
    ];
    if (isOneLegacy && isOneAzure) return 'confirm';
    if (isOneLegacy || isOneAzure) return row.decision === 'deny' ? 'deny' : 'other';
    return isPair ? 'deny' : row.decision;
  }
  if (verdict === 'deny') return isPair ? 'deny' : row.decision;
  return isAzure ? verdict : row.decision;
}

/** The sections with a row's change of decision counted. */
export function sectionsAfter(
  sections: readonly ReviewSection[],
  changed: readonly { section: string; before: string; after: string }[],
): ReviewSection[] {
  return sections.map((section) => {
    const own = changed.filter((change) => change.section === section.section);
    const closed = own.filter(({ before, after }) => before === '' && after !== '').length;
    const reopened = own.filter(({ before, after }) => before !== '' && after === '').length;
    return { ...section, open: section.open - closed + reopened };
  });
}
