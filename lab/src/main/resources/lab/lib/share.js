/// A worksheet as a piece of a link: deflated where the browser can, then base64url.

function toBase64(bytes) {
  let text = '';
  for (const byte of bytes) {
    text += String.fromCharCode(byte);
  }
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64(text) {
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(raw, (character) => character.charCodeAt(0));
}

async function through(bytes, transform) {
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/// `z` and the deflated text, or `p` and the plain one.
export async function pack(text) {
  const bytes = new TextEncoder().encode(text);
  return 'CompressionStream' in globalThis
    ? `z${toBase64(await through(bytes, new CompressionStream('deflate-raw')))}`
    : `p${toBase64(bytes)}`;
}

/// The text that `pack` made `packed` of; an error where it is none.
export async function unpack(packed) {
  const bytes = fromBase64(packed.slice(1));
  const plain = packed.startsWith('z') ? await through(bytes, new DecompressionStream('deflate-raw')) : bytes;
  return new TextDecoder('utf-8', {fatal: true}).decode(plain);
}
