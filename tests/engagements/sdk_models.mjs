// Whether Microsoft's SDK reads a schema whole: nothing left over that its models do not know, nothing changed when it writes it again.

import { JsonParseNode, JsonSerializationWriter } from "@microsoft/kiota-serialization-json";
import { createSynchronizationSchemaFromDiscriminatorValue as model, serializeSynchronizationSchema as write } from "@microsoft/msgraph-sdk/models/index.js";

/** Flags: the SDK reads one word where Graph sends several. */
const FLAGS = ["flowTypes", "discoverabilities"];

/** What the models do not know, and what a round trip through them loses or changes. */
export function sdkProblems(schema) {
  const object = new JsonParseNode(schema, undefined, true).getObjectValue(model);
  const writer = new JsonSerializationWriter();
  writer.writeObjectValue(undefined, object, write);
  const again = JSON.parse(new TextDecoder().decode(writer.getSerializedContent()));
  return [...unknown(object, "schema"), ...changed(schema, again, "schema")];
}

function unknown(value, at) {
  if (value === null || typeof value !== "object" || value instanceof Date) return [];
  const here = Object.keys(value.additionalData ?? {}).filter((name) => !name.startsWith("@odata.")).map((name) => `the models do not know ${at}.${name}`);
  return [...here, ...Object.entries(value).filter(([name]) => name !== "additionalData").flatMap(([name, inner]) => unknown(inner, `${at}.${name}`))];
}

/** Null and an empty list say nothing, and the SDK does not write them. */
function changed(before, after, at) {
  if (before === null || (Array.isArray(before) && before.length === 0)) return [];
  if (Array.isArray(before)) return after?.length === before.length ? before.flatMap((item, i) => changed(item, after[i], `${at}[${i}]`)) : [`the models lose entries of ${at}`];
  if (typeof before === "object") return Object.entries(before).filter(([name]) => !FLAGS.includes(name)).flatMap(([name, value]) => changed(value, after?.[name], `${at}.${name}`));
  return same(before, after) ? [] : [`the models make ${JSON.stringify(after)} of ${at}: ${JSON.stringify(before)}`];
}

/** Two spellings of one moment are the same. */
const same = (before, after) => before === after || (/^\d{4}-\d\d-\d\dT/.test(before) && Date.parse(before) === Date.parse(after));
