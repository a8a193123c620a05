// Whether the scores would notice: the recommendation of an engagement with one thing made wrong must be judged worse.

import { TARGETS } from "./columns.mjs";
import { judge } from "./engagement.mjs";
import { rowOf } from "./effect.mjs";

const attribute = (name) => ({ type: "Attribute", name, expression: `[${name}]`, parameters: [] });
const always = (target, source, defaultValue = null) => ({ targetAttributeName: target, matchingPriority: 0, flowType: "Always", flowBehavior: "FlowWhenChanged", exportMissingReferences: false, defaultValue, source });
const urn = (header) => TARGETS[header] ?? `urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:${header}`;
const replaced = (mapping, header, row) => { mapping.attributeMappings = [...mapping.attributeMappings.filter((each) => each !== rowOf(mapping, header)), row]; };

/** One wrong thing each, made in a copy of the mapping. */
const WRONG = {
  "another source": [({ columns }) => columns.filter(({ isFound }) => !isFound).length, ({ mapping }) => Object.assign(rowOf(mapping, "Last Name").source, { type: "Attribute", name: "objectId", expression: "[objectId]" })],
  "another text": [({ columns }) => columns.filter(({ isEqual }) => !isEqual).length, ({ mapping }) => { rowOf(mapping, "Last Name").source = { type: "Function", name: "Append", expression: 'Append([surname], "x")', parameters: [] }; }],
  "a row too few": [({ columns }) => columns.filter(({ isFound }) => !isFound).length, ({ mapping }) => { mapping.attributeMappings = mapping.attributeMappings.filter((row) => row !== rowOf(mapping, "First Name")); }],
  "a constant over edits": [policyOf("no constant over edits"), ({ mapping, world }) => { const { header } = world.columns.find(({ kind }) => kind === "edited"); replaced(mapping, header, always(urn(header), { type: "Constant", name: "All", expression: '"All"', parameters: [] })); }],
  "edits written over": [policyOf("edits kept"), ({ mapping, world }) => { const { header } = world.columns.find(({ kind }) => kind === "edited"); replaced(mapping, header, always(urn(header), attribute("objectId"))); }],
  "a field of nobody's written": [policyOf("unrelated kept"), ({ mapping, world }) => { const { header } = world.columns.find(({ kind }) => kind === "unrelated"); replaced(mapping, header, always(urn(header), attribute("objectId"))); }],
  "a blank unit": [policyOf("no blank units"), ({ mapping }) => replaced(mapping, "Department", always(urn("Department"), attribute("extensionAttribute16"), " "))],
  "rights lost": [policyOf("power users kept"), ({ mapping }) => replaced(mapping, "Profile Type", always("userType", { type: "Constant", name: "Intranet User", expression: '"Intranet User"', parameters: [] }))],
  "worse keys": [({ keys }) => keys.recommended.harm, ({ mapping }) => { for (const row of mapping.attributeMappings) row.matchingPriority = row.targetAttributeName === "externalId" ? 1 : 0; Object.assign(rowOf(mapping, "User ID"), { source: attribute("preferredLanguage") }); }],
};

function policyOf(name) {
  return ({ policies }) => policies[name].problems.length;
}

/** The wrong things that the scores pass over, as problems. */
export async function unnoticed({ folder, world, mapping, links, judgement }) {
  const problems = [];
  for (const [name, [measured, spoil]] of Object.entries(WRONG)) {
    const copy = structuredClone(mapping);
    spoil({ mapping: copy, world });
    if (measured(await judge(folder, world, copy, links)) <= measured(judgement)) problems.push(`the scores do not notice ${name}`);
  }
  return problems;
}
