// A multipart/form-data body as two lists, in the order of the parts.

import busboy from 'busboy';

// Resolves to {fields: [{name, value}], files: [{name, filename, contentType, data}]}; rejects
// when the body is not well-formed multipart.
export function parseMultipart(contentType, body) {
  return new Promise((resolve, reject) => {
    const fields = [];
    const files = [];
    const parser = busboy({
      headers: { 'content-type': contentType },
      limits: { fieldSize: 30 * 1024 * 1024 },
      defParamCharset: 'utf8',
    });
    parser.on('field', (name, value) => fields.push({ name, value }));
    parser.on('file', (name, stream, info) => {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () =>
        files.push({
          name,
          filename: info.filename,
          contentType: info.mimeType,
          data: Buffer.concat(chunks),
        }),
      );
    });
    parser.on('close', () => resolve({ fields, files }));
    parser.on('error', reject);
    parser.end(body);
  });
}
