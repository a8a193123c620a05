// Who is assigned to the app, drawn at random: users, groups, groups in groups, groups that do not count.

/** Rows of the assignments and of the groups' members. */
export function makeScope(random, { azure }) {
  const groups = Array.from({ length: 5 }, (_, i) => ({ id: random.guid(), name: `Group ${i + 1}`, secure: i !== 2, assigned: i < 3 }));
  const members = groups.flatMap((group) =>
    azure.filter(() => random.chance(28)).map((user) => [group.id, group.name, user.id, "User"]),
  );
  // Only its direct members count: who is in the fourth group alone is not assigned.
  members.push([groups[0].id, groups[0].name, groups[3].id, "Group"]);
  const assigned = [
    ...groups.filter((group) => group.assigned).map((group) => ["Group", group.id, group.name, String(group.secure), "false"]),
    ...azure.filter(() => random.chance(40)).map((user) => ["User", user.id, user.displayName, "", ""]),
  ];
  return { assigned: random.shuffled(assigned), members: random.shuffled(members) };
}
