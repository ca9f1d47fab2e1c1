/** `/picture?w=…` becomes the one variant that there is. */
export async function handler(event) {
  const { request } = event.Records[0].cf;
  request.uri += '/w320.webp';
  request.querystring = '';
  return request;
}
