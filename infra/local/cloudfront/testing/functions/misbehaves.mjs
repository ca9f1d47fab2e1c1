/** What a test asks for, by the path of the request. */
export async function handler(event) {
  const { request, response } = event.Records[0].cf;
  const answer = response ?? request;
  switch (request.uri) {
    case '/throws':
      throw new Error('on purpose');
    case '/hangs':
      return new Promise(() => {});
    case '/dies':
      process.exit(7);
      return null;
    case '/environment':
      return { status: '200', headers: {}, body: JSON.stringify(process.env) };
    case '/remembers':
      globalThis.count = (globalThis.count ?? 0) + 1;
      return { status: '200', headers: {}, body: String(globalThis.count) };
    default:
      return answer;
  }
}
