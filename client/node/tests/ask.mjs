// Requests as any program would make them.
export const basic = (world) => `Basic ${Buffer.from(`${world.user}:${world.password}`).toString('base64')}`;
export const bearer = (token) => `Bearer ${token}`;

export function ask(url, authorization, method = 'GET', body = undefined) {
  const headers = { Authorization: authorization, 'Content-Type': 'application/json' };
  return fetch(url, { method, headers, body: body && JSON.stringify(body) });
}
