// Ends the world of a test. Of one that has failed it prints what was refused, and returns the lines; nothing of that may
// hide the failure, so what cannot be told or closed is a line, too.
export async function endWorld(world, failed) {
  if (!failed) {
    await world.close();
    return [];
  }
  const refused = await world.refused().catch((error) => [`nobody can tell: ${error.message}`]);
  if (refused.length > 0) console.error(['Requests that Grafana refused:', ...refused].join('\n  '));
  await world.close().catch((error) => console.error(`The test's Grafana cannot be closed: ${error.message}`));
  return refused;
}
