// Scores of many engagements together: shares by measure and by family of expressions, and the cases that failed. Not how one is found.

import { SHARES } from "./goals.mjs";

export class Scores {
  #measures = new Map();
  #families = new Map();
  cases = [];

  /** `reached` of `looked` at, with the failures in words. */
  add(seed, measure, looked, problems) {
    this.#count(measure, looked, looked - Math.min(problems.length, looked));
    for (const problem of problems) this.cases.push({ seed, measure, problem });
  }

  #count(measure, looked, reached) {
    const sum = this.#measures.get(measure) ?? { looked: 0, reached: 0 };
    sum.looked += looked;
    sum.reached += reached;
    this.#measures.set(measure, sum);
  }

  /** One column's verdict, in the totals and in those of its family. */
  column(seed, verdict) {
    const { kind, family, isFound, isEqual, people, header } = verdict;
    const name = kind === "edited" ? `${family}, edited` : family;
    const sum = this.#families.get(name) ?? { columns: 0, found: 0, judged: 0, equal: 0 };
    sum.columns += 1;
    sum.found += isFound ? 1 : 0;
    sum.judged += people > 0 ? 1 : 0;
    sum.equal += isEqual ? 1 : 0;
    this.#families.set(name, sum);
    const told = `${header}: ${verdict.truth} but ${verdict.recommended}; ${verdict.agreed} of ${people} held back${verdict.example ? `, e.g. "${verdict.example.truth}" would be ${JSON.stringify(verdict.example.given)}` : ""}`;
    const among = kind === "edited" ? ", edited" : "";
    this.add(seed, `source found${among}`, 1, isFound ? [] : [told]);
    this.#count(`values equal${among}`, people, verdict.agreed);
    if (isFound && !isEqual) this.cases.push({ seed, measure: `values equal${among}`, problem: told });
  }

  /** Prints the tables and says which measures are below their floors. */
  print() {
    console.log(`\n${"family".padEnd(26)}${["columns", "found", "equal"].map((word) => word.padStart(9)).join("")}`);
    for (const [name, { columns, found, judged, equal }] of [...this.#families].sort()) console.log(`${name.padEnd(26)}${String(columns).padStart(9)}${share(found, columns).padStart(9)}${share(equal, judged).padStart(9)}`);
    console.log(`\n${"measure".padEnd(26)}${["looked at", "reached", "floor", "goal"].map((word) => word.padStart(10)).join("")}`);
    const below = [];
    for (const [name, { looked, reached }] of this.#measures) {
      const { floor, goal } = SHARES[name];
      console.log(`${name.padEnd(26)}${[String(looked), share(reached, looked), share(floor, 1), share(goal, 1)].map((cell) => cell.padStart(10)).join("")}`);
      if (reached < floor * looked) below.push(`${name}: ${share(reached, looked)} is below ${share(floor, 1)}`);
    }
    return below;
  }
}

const share = (part, whole) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
